"""One person with tokens of several organisations, written in other case or width: one person."""

import pytest
from conventions.domain.approvals.rules import OnePersonTwoBodies
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.rules import (
    CapacityRefused,
    MandateOfAnotherParty,
    NotTheFunder,
    OnePersonTwoParties,
    OutOfTurn,
)
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.deliveries import commands as deliveries
from conventions.domain.deliveries.rules import OwnDelivery
from conventions.domain.execution import commands as execution
from conventions.domain.execution.rules import OwnProgress
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import rules
from conventions.domain.tranches.rules import SecondPartyNeeded, SecondPersonNeeded
from mithaq.commands import Caller

from ..approvals.story import COMMUNE_COUNCIL, INTERIOR, NEEDED, REGION_COUNCIL, grant, request
from ..deliveries.story import land
from ..execution.story import accepted, progress
from ..people import (
    COMMUNE,
    DAY,
    MINISTRY,
    OPERATOR,
    REGION,
    Say,
    accountant,
    bookkeeper,
    clerk,
    commune,
    office,
    operator,
    region,
)
from ..proposal import mad
from ..story import Story, agreed, in_force, mandate, ready_to_sign, signature
from ..tranches.story import paid, reverse, settle, step, tranche


def token(subject: str, organisation: object, *roles: str) -> Say:
    return Say(Caller(subject=subject, organisation=organisation, roles=frozenset(roles)))  # type: ignore[arg-type]


PAYERS_HEAD = (
    token("Region-Head", COMMUNE, "partner"),
    token("REGION-HEAD", MINISTRY, "office"),
    token("\uff32egion-head", MINISTRY, "office", "partner"),
    token("region-head", OPERATOR, "partner", "office"),
)


def called() -> Story:
    planned = tranche("R1", "region-26", 400)
    return in_force().when(planned, step(c.CallFunds, operator, 100))


@pytest.mark.parametrize("say", PAYERS_HEAD)
def test_the_payer_settles_its_own_overpayment_with_no_other_token(say: Say) -> None:
    """It signed and planned for the region, and has no hand in the tranche itself."""
    over = called().when(step(c.ReportExternalPayment, office, 40))
    for kind in (Settlement.REFUND_CLAIMED, Settlement.KEPT_AS_ADVANCE):
        over.refuses(settle(kind, 40, say=say), SecondPartyNeeded)
    over.accepts(settle(Settlement.REFUND_CLAIMED, 40, say=commune))


@pytest.mark.parametrize("say", PAYERS_HEAD)
def test_the_payer_gives_up_no_call_on_it_with_any_other_token(say: Say) -> None:
    by_capacity = (NotTheFunder, CapacityRefused)
    as_party = say.caller.organisation == COMMUNE
    cancelling, reversing = by_capacity if as_party else (SecondPartyNeeded, SecondPartyNeeded)
    called().refuses(say(c.CancelTranche, tranche="R1", reason="x"), cancelling)
    called().refuses(reverse(Stage.CALLED, 100, say=say), reversing)


def test_the_builder_keeps_what_it_was_not_due_with_no_other_token() -> None:
    """Its head, who signed, has no hand in the tranche."""
    story = in_force().when(tranche("R1", "region-26", 400))
    story = story.when(step(c.ReportExternalPayment, office, 40))
    for organisation, role in ((COMMUNE, "partner"), (MINISTRY, "office")):
        kept = settle(
            Settlement.KEPT_AS_ADVANCE, 40, say=token("Operator-HEAD", organisation, role)
        )
        story.refuses(kept, SecondPartyNeeded)


def test_who_called_for_money_does_not_cancel_the_tranche() -> None:
    """Nor takes its call back: a cancellation is no way around the reversal's rule."""
    story = in_force().when(tranche("R1", "region-26", 400), step(c.CallFunds, office, 100))
    again = token("OFFICE", COMMUNE, "partner", "office")
    for say in (office, again):
        story.refuses(say(c.CancelTranche, tranche="R1", reason="x"), SecondPersonNeeded)
        story.refuses(reverse(Stage.CALLED, 100, say=say), SecondPersonNeeded)
    story.accepts(clerk(c.CancelTranche, tranche="R1", reason="x"))


def test_who_settled_an_advance_does_not_impute_it_on_another_tranche() -> None:
    story = in_force().when(
        tranche("R1", "region-26", 150),
        tranche("R2", "region-26", 250),
        *paid(100),
        *paid(50, "R2")[:4],
        step(c.ReportExternalPayment, office, 40),
        settle(Settlement.KEPT_AS_ADVANCE, 30),
    )
    imputed = {"tranche": "R2", "amount": mad(30), "act": "OR 2", "advance_of": "R1"}
    frozen = accountant(c.ImputeAdvance, **imputed)
    story.refuses(frozen, rules.OverpaymentUnsettled)
    story = story.when(settle(Settlement.REFUND_CLAIMED, 10))
    settler = token("Clerk", None, "accountant", "treasury")
    story.refuses(settler(c.ImputeAdvance, **imputed), DutiesNotSeparated)
    caller = token("Operator-Head", None, "accountant", "treasury")
    story.refuses(caller(c.ImputeAdvance, **imputed), DutiesNotSeparated)
    story.accepts(frozen)


def test_who_imputed_an_advance_settles_nothing_of_the_tranche_that_left_it() -> None:
    payer = token("payer", None, "accountant", "treasury")
    story = in_force().when(
        tranche("R1", "region-26", 150),
        tranche("R2", "region-26", 250),
        step(c.ReportExternalPayment, office, 40),
        settle(Settlement.KEPT_AS_ADVANCE, 40),
        *paid(50, "R2")[:4],
        payer(c.ImputeAdvance, tranche="R2", amount=mad(40), act="OR", advance_of="R1"),
        step(c.ReportExternalPayment, office, 30),
    )
    decided = settle(Settlement.REFUND_CLAIMED, 30, say=token("PAYER", MINISTRY, "office"))
    story.refuses(decided, DutiesNotSeparated)


@pytest.mark.parametrize("asked", [(REGION_COUNCIL, COMMUNE_COUNCIL), (INTERIOR, REGION_COUNCIL)])
def test_one_person_gives_no_visa_in_two_names(
    asked: tuple[RequiredApproval, RequiredApproval],
) -> None:
    first, second = asked
    amina = token("amina", first.organisation_id, "approver")
    other = token("\uff21MINA", second.organisation_id, "approver")
    story = agreed().when(request(*NEEDED), grant(first, amina))
    story.refuses(grant(second, other), OnePersonTwoBodies)


@pytest.mark.parametrize("head", ["Commune-Head", "operator-head"])
def test_who_answered_for_a_party_gives_no_visa_of_another_body(head: str) -> None:
    story = agreed().when(request(*NEEDED))
    visa = grant(INTERIOR, token(head, INTERIOR.organisation_id, "approver"))
    story.refuses(visa, OnePersonTwoBodies)


def test_the_drafter_gives_no_visa_of_any_body() -> None:
    story = agreed().when(request(*NEEDED))
    for wanted in NEEDED:
        visa = grant(wanted, token("REGION-head", wanted.organisation_id, "approver"))
        story.refuses(visa, DutiesNotSeparated)


def test_who_gave_the_visa_of_its_council_does_not_sign() -> None:
    mayor = token("COMMUNE-council", COMMUNE, "partner")
    story = ready_to_sign()
    story.refuses(signature(story, mayor), DutiesNotSeparated)
    story.accepts(signature(story, commune))


def test_one_person_signs_for_no_second_party() -> None:
    story = ready_to_sign()
    story = story.when(signature(story, commune))
    other = token("\uff23ommune-head", OPERATOR, "partner")
    story.refuses(signature(story, other), OnePersonTwoParties)
    stolen = signature(story, operator, mandate=mandate(commune.caller))
    story.refuses(stolen, MandateOfAnotherParty)


def test_a_signature_given_twice_is_the_same_party_out_of_turn() -> None:
    story = ready_to_sign()
    story.refuses(signature(story, region), OutOfTurn)


def test_no_progress_is_accepted_by_a_colleague_under_another_token() -> None:
    """The operator's head never told of the works, and called for nothing."""
    story = in_force().when(progress(10))
    for say in (
        token("OPERATOR-HEAD", COMMUNE, "partner"),
        token("Operator-Head", MINISTRY, "office"),
    ):
        story.refuses(accepted(10, say=say), OwnProgress)
    story.accepts(accepted(10, say=commune))


def test_no_delivery_is_accepted_by_its_giver_under_another_token() -> None:
    """A second person of the commune told of it; its head signed the promise."""
    aide = token("aide", COMMUNE, "partner")
    story = in_force().when(land(deliveries.DeliverContribution, aide, 60))
    for say in (
        token("COMMUNE-head", OPERATOR, "partner"),
        token("commune-HEAD", MINISTRY, "office"),
    ):
        story.refuses(land(deliveries.AcceptDelivery, say, 60), OwnDelivery)
    story.refuses(
        land(deliveries.AcceptDelivery, token("AIDE", MINISTRY, "office"), 60), DutiesNotSeparated
    )
    story.accepts(land(deliveries.AcceptDelivery, operator, 60))


def test_what_one_told_is_accepted_by_oneself_under_no_token() -> None:
    story = in_force().when(
        bookkeeper(execution.ReportProgress, action="works", percent=100, observed_on=DAY)
    )
    for organisation, role in ((MINISTRY, "office"), (REGION, "partner"), (COMMUNE, "partner")):
        same = token("\uff22ookkeeper", organisation, role)
        story.refuses(accepted(100, say=same), DutiesNotSeparated)
