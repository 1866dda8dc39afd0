"""No money of a suspended party moves, nor to one, whoever says it and as what."""

from uuid import UUID

import pytest
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.standing import PartyInactive
from conventions.domain.core.vocabulary import Settlement
from conventions.domain.ending import commands as ending
from conventions.domain.tranches import commands as c
from mithaq.commands import Caller

from ..amendments.story import RAISED, agreed, draft, sign
from ..approvals.story import COMMUNE_COUNCIL, NEEDED, grant, request
from ..people import (
    COMMUNE,
    MINISTRY,
    OPERATOR,
    REGION,
    Say,
    accountant,
    commune,
    controller,
    office,
    operator,
    region,
)
from ..people import commune_council as council
from ..proposal import mad
from ..story import Story, in_force, ready_to_sign, signature, state_of
from ..story import agreed as text_agreed
from ..tranches.story import paid, settle, step, tranche

EVERY = frozenset({"office", "partner", "controller", "accountant", "treasury", "archivist"})


def under_way() -> Story:
    """Some money waits at every step, and some was left beyond an order."""
    story = in_force().when(tranche("R1", "region-26", 400), *paid(200)[:1], *paid(100)[1:2])
    story = story.when(step(c.VisaTranche, controller, 80), step(c.OrderPayment, region, 60))
    over = step(c.ReportExternalPayment, office, 70)
    return story.when(
        step(c.PayTranche, accountant, 40), over, settle(Settlement.KEPT_AS_ADVANCE, 50)
    )


UNDER_WAY = under_way()


def moves(say: Say | None) -> list[ConventionCommand]:
    imputed = {"tranche": "R1", "amount": mad(5), "act": "OR 9", "advance_of": "R1"}
    return [
        step(c.CallFunds, say or operator, 5),
        step(c.CommitTranche, say or region, 5),
        step(c.VisaTranche, say or controller, 5),
        step(c.OrderPayment, say or region, 5),
        (say or accountant)(c.ImputeAdvance, **imputed),
    ]


@pytest.mark.parametrize("suspended", [REGION, OPERATOR])
@pytest.mark.parametrize("nth", range(5))
@pytest.mark.parametrize("organisation", [None, MINISTRY, COMMUNE, REGION])
def test_no_money_moves_while_payer_or_builder_is_suspended(
    suspended: UUID, nth: int, organisation: UUID | None
) -> None:
    """By those it falls to, and by somebody with every role in any organisation."""
    for say in (None, Say(Caller(subject="new", organisation=organisation, roles=EVERY))):
        command = moves(say)[nth]
        stopped = Say(command.caller).while_suspended(suspended)
        fields = {
            name: getattr(command, name)
            for name in ("tranche", "amount", "act", "advance_of")
            if hasattr(command, name)
        }
        with pytest.raises(Exception) as refused:  # noqa: PT011 - which one depends on the token
            UNDER_WAY.when(stopped(type(command), **fields))
        assert refused.type.__name__ in {"PartyInactive", "CapacityRefused", "NotTheFunder"}


def test_a_payment_told_from_outside_is_paid_for_no_order_of_a_suspended_payer() -> None:
    story = UNDER_WAY
    before = state_of(story).tranches["R1"]
    other = Say(Caller(subject="z", organisation=MINISTRY, roles=frozenset({"office"})))
    seen = step(c.ReportExternalPayment, other.while_suspended(REGION), 15)
    after = state_of(story.when(seen)).tranches["R1"]
    assert (after.paid, after.excess) == (before.paid, mad(15))


@pytest.mark.parametrize("say", [region, operator, commune])
def test_a_suspended_party_binds_nobody(say: Say) -> None:
    own = say.caller.organisation
    assert own is not None
    story = ready_to_sign()
    stopped = say.while_suspended(own)
    if say is not region:
        story.refuses(signature(story, stopped), PartyInactive)
    if say is region:
        for command in (
            stopped(ending.SuspendConvention, reason="x"),
            draft(RAISED, stopped),
            stopped(c.CancelTranche, tranche="R1", reason="x"),
        ):
            in_force().when(tranche("R1", "region-26", 400)).refuses(command, PartyInactive)
        amended = agreed(in_force(), RAISED)
        amended.refuses(sign(amended, stopped), PartyInactive)


def test_a_suspended_body_gives_no_visa() -> None:
    story = text_agreed().when(request(*NEEDED))
    story.refuses(grant(COMMUNE_COUNCIL, council.while_suspended(COMMUNE)), PartyInactive)
