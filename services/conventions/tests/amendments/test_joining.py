"""Parties that join by an amendment: they are asked, they see it, they sign it."""

from dataclasses import replace
from datetime import date

import pytest
from conventions.domain.amendments import commands as c
from conventions.domain.amendments import rules
from conventions.domain.amendments.operations.delegation import NotDelegatedOwner
from conventions.domain.amendments.operations.succession import (
    SuccessorLeaves,
)
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import DelegatedOwnerChange, Operations, Succession
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.policy import may_see
from conventions.domain.core.rules import CapacityRefused, PledgerDoesNotSign
from conventions.domain.core.vocabulary import AmendmentKind, PartyRole
from conventions.domain.deliveries import commands as deliveries
from conventions.domain.drafting.rules import (
    LeadAlreadyNamed,
    PartyAlreadyInvited,
)
from conventions.domain.tranches import commands as tranches
from mithaq.errors import MithaqError, NotFound

from ..deliveries.story import land
from ..people import (
    COMMUNE,
    OPERATOR,
    OUTSIDER,
    REGION,
    STRANGER,
    commune,
    operator,
    region,
)
from ..proposal import WORKS, contribution, mad, party, yearly
from ..story import ACCEPT, in_force, state_of
from .story import accept, agree, agreed, draft, effect, joiner, sign, signed

FUNDER = party(STRANGER, PartyRole.FUNDER, 1, "Fonds")
MORE = contribution("fund-26", STRANGER, 300)
GROWN = replace(WORKS, cost=mad(1300), years=yearly(y2026=1000, y2027=300))
# An avenant that adds a funder, with its money and what is built for it.
JOINED = Operations(parties=(FUNDER,), contributions=(MORE,), actions=(GROWN,))


def test_a_funder_joins_with_its_money_and_signs() -> None:
    story = agreed(in_force(), JOINED)
    assert state_of(story).amendments[1].signing.signatories == {
        REGION,
        COMMUNE,
        OPERATOR,
        STRANGER,
    }
    done = signed(in_force(), JOINED).when(effect())
    terms = state_of(done).terms
    assert terms.parties[STRANGER] == FUNDER
    assert terms.contributions["fund-26"] == MORE
    assert (terms.outline.total, terms.actions["works"].cost) == (mad(1300), mad(1300))
    plan = joiner(
        tranches.PlanTranche,
        tranche="F1",
        contribution="fund-26",
        amount=mad(300),
        due_on=date(2026, 9, 1),
    )
    done.accepts(plan)


def test_what_a_newcomer_adds_is_nothing_before_the_effect() -> None:
    done = state_of(signed(in_force(), JOINED).when(effect()))
    assert done.promised_on("fund-26", date(2026, 3, 1)) == mad(0)
    assert done.promised_on("fund-26", date(2026, 3, 2)) == mad(300)


def test_who_is_asked_to_join_sees_the_convention_and_does_nothing_else_in_it() -> None:
    assert not may_see(state_of(in_force()), OUTSIDER)
    drafted = in_force().when(draft(JOINED))
    assert may_see(state_of(drafted), OUTSIDER)
    drafted.accepts(joiner(c.TakeAmendmentPosition, amendment=1, position=ACCEPT))
    drafted.refuses(land(deliveries.AcceptDelivery, joiner, 1), CapacityRefused)
    withdrawn = drafted.when(region(c.WithdrawAmendment, amendment=1, reason="refus"))
    late = joiner(c.TakeAmendmentPosition, amendment=1, position=ACCEPT)
    withdrawn.refuses(late, CapacityRefused)
    in_force().refuses(late, NotFound)


def test_the_text_is_agreed_once_the_newcomer_accepts_it_too() -> None:
    drafted = in_force().when(draft(JOINED), *accept(region, commune, operator))
    refused = drafted.refuses(agree(), rules.AmendmentNotAccepted)
    assert "Fonds ff" in str(refused.values["awaited"])
    drafted.when(*accept(joiner)).accepts(agree())


def test_groups_sign_in_order_newcomers_among_them() -> None:
    story = agreed(in_force(), JOINED)
    story.refuses(sign(story, region), core.OutOfTurn)
    once = story.when(sign(story, joiner))
    once.refuses(sign(once, joiner), core.AlreadySigned)
    once.refuses(effect(), rules.AmendmentClosed)


@pytest.mark.parametrize(
    ("wanted", "rule"),
    [
        (replace(JOINED, parties=(party(COMMUNE, PartyRole.FUNDER, 1),)), PartyAlreadyInvited),
        (replace(JOINED, parties=(replace(FUNDER, roles=(PartyRole.LEAD,)),)), LeadAlreadyNamed),
        (replace(JOINED, parties=(replace(FUNDER, signing_order=None),)), PledgerDoesNotSign),
        (replace(JOINED, parties=()), PartyUnknown),
        (replace(JOINED, parties=(FUNDER, FUNDER)), core.NameDuplicated),
        (Operations(removed_parties=(STRANGER,)), PartyUnknown),
        (
            Operations(replaced_parties=(Succession(leaver=COMMUNE, successor=STRANGER),)),
            PartyUnknown,
        ),
        (
            Operations(replaced_parties=(Succession(leaver=STRANGER, successor=COMMUNE),)),
            PartyUnknown,
        ),
        (
            Operations(
                replaced_parties=(Succession(leaver=COMMUNE, successor=OPERATOR),),
                removed_parties=(OPERATOR,),
                kinds=(AmendmentKind.SUCCESSION, AmendmentKind.DEPARTURE),
            ),
            SuccessorLeaves,
        ),
        (
            Operations(delegated_owner=DelegatedOwnerChange(leaver=OPERATOR, successor=REGION)),
            NotDelegatedOwner,
        ),
    ],
)
def test_what_makes_no_sense_of_parties_is_refused(
    wanted: Operations, rule: type[MithaqError]
) -> None:
    in_force().refuses(draft(wanted), rule)
