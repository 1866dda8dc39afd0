"""By an amendment: what the convention itself could not have done."""

import pytest
from conventions.domain.amendments import commands as c
from conventions.domain.amendments import rules
from conventions.domain.amendments.events import AmendmentSignaturesRequested
from conventions.domain.amendments.operations import amounts
from conventions.domain.approvals.rules import ApprovalLeftOut
from conventions.domain.core.amendment import Operations
from conventions.domain.core.rules import (
    MandateCeilingExceeded,
    MandateOfAnotherPerson,
    OnePersonTwoParties,
    OutOfTurn,
)
from conventions.domain.signatures.commands import EnterIntoForce
from conventions.domain.tranches import commands as tranches
from mithaq.commands import Caller

from ..amendments.story import (
    RAISED,
    SHIFTED,
    accept,
    agree,
    agreed,
    approved,
    draft,
    effect,
    operations,
    sign,
)
from ..amendments.story import signed as signed_by_all
from ..approvals.story import CONTROL, FINANCE, NEEDED, grants, request
from ..people import COMMUNE, Say, commune, office, operator, region
from ..proposal import mad
from ..story import Story, in_force, mandate, signature, state_of
from ..story import agreed as text_agreed
from ..tranches.story import step, tranche

BEYOND_CONTROL = operations({"region-26": 20_000_000}, {2026: 20_000_300})
BEYOND_FINANCE = operations({"region-26": 100_000_000}, {2026: 100_000_300})


def accepted(wanted: Operations) -> Story:
    everyone = accept(region, commune, operator)
    return in_force().when(draft(wanted), *everyone)


@pytest.mark.parametrize("wanted", [BEYOND_CONTROL, BEYOND_FINANCE])
def test_no_amendment_reaches_an_amount_whose_visa_was_never_asked(wanted: Operations) -> None:
    """Its text is agreed, and nobody is asked to sign before the visas are asked and given."""
    story = accepted(wanted).accepts(agree())
    asked = [event for event in story.history if isinstance(event, AmendmentSignaturesRequested)]
    assert not asked
    none = region(c.RequestAmendmentApprovals, amendment=1, approvals=())
    story.refuses(none, ApprovalLeftOut)


def test_an_amendment_goes_as_far_as_the_visas_that_were_given() -> None:
    asked = (*NEEDED, FINANCE, CONTROL)
    story = text_agreed().when(request(*asked), *grants(*asked))
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    story = story.when(region(EnterIntoForce), draft(BEYOND_FINANCE))
    story.when(*accept(region, commune, operator)).accepts(agree())


def test_one_signatory_alone_does_not_withdraw_what_all_signed() -> None:
    story = signed_by_all(in_force(), RAISED)
    for say in (region, office):
        withdrawal = say(c.WithdrawAmendment, amendment=1, reason="x")
        story.refuses(withdrawal, rules.AmendmentBinds)
    story.accepts(effect())


def test_what_cannot_take_effect_any_more_is_withdrawn() -> None:
    """Else it would stand in the way of every other amendment for ever."""
    planned = in_force().when(tranche("R1", "region-26", 400))
    lowered = operations({"region-26": 300, "commune-26": 300})
    story = signed_by_all(planned, lowered).when(step(tranches.CallFunds, operator, 350))
    story.refuses(effect(), amounts.AmendmentBelowCalled)
    story.accepts(region(c.WithdrawAmendment, amendment=1, reason="x"))


def test_nobody_owes_more_by_the_signature_of_others() -> None:
    """The lead raises the commune's promise, and the lead alone signs: it does not hold."""
    raised = operations({"commune-26": 300}, {2026: 800})
    story = in_force().when(draft(raised), *accept(region))
    story.refuses(agree(), rules.AmendmentNotAccepted)
    story = approved(story.when(*accept(commune), agree()))
    assert state_of(story).amendments[1].signing.awaited == {COMMUNE}
    story.refuses(effect(), rules.AmendmentClosed)
    story.refuses(sign(story, region), OutOfTurn)


@pytest.mark.parametrize("subject", ["region-head", "REGION-HEAD", "\uff32egion-head"])
def test_who_signed_the_convention_for_one_party_signs_no_amendment_for_another(
    subject: str,
) -> None:
    story = agreed(in_force(), SHIFTED)
    say = Say(Caller(subject=subject, organisation=COMMUNE, roles=frozenset({"partner"})))
    story.refuses(sign(story, say), OnePersonTwoParties)


def test_an_amendment_is_signed_under_ones_own_mandate_for_all_that_is_then_promised() -> None:
    story = agreed(in_force(), SHIFTED)
    colleague = Say(Caller(subject="aide", organisation=COMMUNE, roles=frozenset({"partner"})))
    borrowed = sign(story, colleague, mandate=mandate(commune.caller))
    story.refuses(borrowed, MandateOfAnotherPerson)
    low = mandate(commune.caller, ceiling=mad(349))
    story.refuses(sign(story, commune, mandate=low), MandateCeilingExceeded)


def test_a_revision_after_acceptance_asks_everybody_again() -> None:
    story = accepted(SHIFTED)
    other = operations({"region-26": 300, "commune-26": 300})
    revised = region(c.ReviseAmendment, amendment=1, reason="x", operations=other)
    story.when(revised).refuses(agree(), rules.AmendmentNotAccepted)
