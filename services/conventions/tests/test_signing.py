"""Visas, signatures, mandates, force."""

from datetime import date

import pytest
from conventions.domain.commands import agreeing as c
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.events import agreeing as e
from conventions.domain.events.agreeing import RequiredApproval
from conventions.domain.rules import access, signing
from conventions.domain.text import text_sha256
from conventions.domain.vocabulary import ApprovalKind, SignatureLevel, State
from mithaq.commands import Caller
from mithaq.errors import MithaqError

from .story import (
    COMMUNE,
    COMMUNE_HEAD,
    DAY,
    ID,
    OPERATOR,
    REGION,
    REGION_HEAD,
    Say,
    Story,
    agreed,
    commune,
    controller,
    in_force,
    mad,
    mandate,
    negotiated,
    operator,
    ready_to_sign,
    region,
    signature,
    signed,
    state_of,
)

INTERIOR = RequiredApproval(kind=ApprovalKind.INTERIOR)
COUNCIL = RequiredApproval(kind=ApprovalKind.COUNCIL_DELIBERATION, organisation_id=COMMUNE)


def awaiting(*approvals: RequiredApproval) -> Story:
    return agreed().when(region(c.RequestApprovals, approvals=approvals))


def grant(say: Say, approval: RequiredApproval) -> ConventionCommand:
    return say(c.GrantApproval, approval=approval, instrument="visa 1")


def test_no_visa_needed_opens_the_signature_to_the_first_group() -> None:
    requested = e.ApprovalsRequested(convention_id=ID, approvals=())
    turn = e.SignaturesRequested(
        convention_id=ID,
        order=1,
        organisations=(COMMUNE, OPERATOR),
        text_sha256=text_sha256(state_of(agreed())),
    )
    agreed().then(region(c.RequestApprovals, approvals=()), requested, turn)


def test_the_last_visa_opens_the_signature() -> None:
    story = awaiting(INTERIOR, COUNCIL)
    assert state_of(story).state is State.PENDING_APPROVALS
    half = story.when(grant(controller, INTERIOR))
    assert state_of(half).state is State.PENDING_APPROVALS
    assert state_of(half.when(grant(commune, COUNCIL))).state is State.READY_TO_SIGN


def test_a_visa_is_given_by_whom_it_was_asked_from() -> None:
    story = awaiting(INTERIOR, COUNCIL)
    story.refuses(grant(controller, COUNCIL), access.NotTheApprover)
    story.refuses(grant(commune, INTERIOR), access.NotTheApprover)
    story.refuses(grant(region, INTERIOR), access.CapacityRefused)


def test_visas_have_their_rules() -> None:
    twice = region(c.RequestApprovals, approvals=(INTERIOR, INTERIOR))
    agreed().refuses(twice, signing.ApprovalDuplicated)
    story = awaiting(INTERIOR, COUNCIL)
    other = RequiredApproval(kind=ApprovalKind.FINANCE)
    story.refuses(grant(controller, other), signing.ApprovalNotRequested)
    two = awaiting(INTERIOR, other).when(grant(controller, INTERIOR))
    two.refuses(grant(controller, INTERIOR), signing.ApprovalAlreadyGiven)


def test_a_refused_visa_stands_until_the_text_is_reopened() -> None:
    other = RequiredApproval(kind=ApprovalKind.FINANCE)
    refusal = controller(c.RefuseApproval, approval=INTERIOR, reason="crédits")
    refused = awaiting(INTERIOR, other).when(refusal)
    refused.refuses(grant(controller, INTERIOR), signing.ApprovalWasRefused)
    reopened = state_of(refused.when(region(c.ReopenText, reason="corriger")))
    assert reopened.approvals == {}
    silent = controller(c.RefuseApproval, approval=INTERIOR, reason="")
    awaiting(INTERIOR).refuses(silent, access.ReasonMissing)


def test_a_signature_keeps_the_mandate_and_the_text() -> None:
    story = ready_to_sign()
    power = mandate(COMMUNE_HEAD)
    expected = e.PartySigned(
        convention_id=ID,
        organisation_id=COMMUNE,
        representative_id=power.representative_id,
        mandate_id=power.mandate_id,
        capacity="president",
        mandate_instrument="deliberation 12/2026",
        level=SignatureLevel.ADVANCED,
        text_sha256=text_sha256(state_of(story)),
        signed_on=DAY,
    )
    story.then(signature(story, commune), expected)


def test_groups_sign_in_order() -> None:
    story = ready_to_sign()
    refused = story.refuses(signature(story, region), signing.OutOfTurn)
    assert refused.values["awaited"] == "Commune a2, Opérateur a3"
    first = story.when(signature(story, operator), signature(story, commune))
    assert state_of(first).signing.asked == {REGION}
    whole = first.when(signature(story, region))
    last = whole.history[-1]
    assert isinstance(last, e.ConventionSigned)
    assert set(last.organisations) == {COMMUNE, OPERATOR, REGION}


def test_signing_twice_is_refused() -> None:
    story = ready_to_sign()
    once = story.when(signature(story, commune))
    once.refuses(signature(story, commune), signing.AlreadySigned)


def test_a_stale_text_is_not_signed() -> None:
    story = ready_to_sign()
    story.refuses(signature(story, commune, text_sha256="0" * 64), signing.TextStale)


def test_nobody_signs_before_the_text_was_agreed() -> None:
    story = ready_to_sign()
    eve = commune.on_day(date(2026, 3, 1))
    story.refuses(signature(story, eve), signing.SignatureBeforeText)
    assert story.when(signature(story, commune))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"organisation_id": REGION}, signing.MandateOfAnotherParty),
        ({"subject": "someone-else"}, signing.MandateOfAnotherPerson),
        ({"valid_from": date(2026, 3, 3)}, signing.MandateNotYetValid),
        ({"valid_to": date(2026, 3, 1)}, signing.MandateExpired),
        ({"revoked_on": date(2026, 3, 2)}, signing.MandateRevoked),
        ({"ceiling": mad(299)}, signing.MandateCeilingExceeded),
    ],
)
def test_a_mandate_that_does_not_hold_signs_nothing(
    change: dict[str, object], rule: type[MithaqError]
) -> None:
    story = ready_to_sign()
    bad = mandate(COMMUNE_HEAD, **change)
    story.refuses(signature(story, commune, mandate=bad), rule)


@pytest.mark.parametrize(
    "change",
    [
        {"valid_from": DAY},
        {"valid_to": DAY},
        {"valid_to": None},
        {"revoked_on": date(2026, 3, 3)},
        {"ceiling": mad(300)},
    ],
)
def test_a_mandate_holds_up_to_its_bounds(change: dict[str, object]) -> None:
    story = ready_to_sign()
    good = mandate(COMMUNE_HEAD, **change)
    assert story.when(signature(story, commune, mandate=good))


def test_reopening_voids_the_signatures() -> None:
    story = ready_to_sign()
    half = story.when(signature(story, commune), region(c.ReopenText, reason="erreur"))
    assert state_of(half).signing.signatures == {}
    half.refuses(signature(story, commune), access.CommandClosed)


def test_who_refuses_ends_the_convention() -> None:
    refusal = {"representative_id": mandate(COMMUNE_HEAD).representative_id, "reason": "vote"}
    rejected = ready_to_sign().when(commune(c.RefuseSignature, **refusal))
    assert state_of(rejected).state is State.REJECTED
    story = ready_to_sign()
    signed_once = story.when(signature(story, commune))
    signed_once.refuses(commune(c.RefuseSignature, **refusal), signing.AlreadySigned)


def test_nobody_signs_before_the_signature_is_open() -> None:
    agreed().refuses(signature(agreed(), commune), access.CommandClosed)
    negotiated().refuses(signature(negotiated(), commune), access.CommandClosed)


def test_only_signatories_sign() -> None:
    payer = Caller(subject="payer", organisation=COMMUNE, roles=frozenset({"accountant"}))
    story = ready_to_sign()
    power = mandate(payer)
    story.refuses(signature(story, Say(payer), mandate=power), access.CapacityRefused)


def test_force_begins_with_the_last_signature_or_on_a_later_day() -> None:
    assert state_of(in_force()).in_force_on == DAY
    later = region.on_day(date(2026, 5, 1))
    fixed = later(c.EnterIntoForce, in_force_on=date(2026, 4, 1))
    assert state_of(signed().when(fixed)).ends_on == date(2028, 4, 1)
    early = region(c.EnterIntoForce, in_force_on=date(2026, 3, 1))
    signed().refuses(early, signing.ForceBeforeSignature)
    ahead = region(c.EnterIntoForce, in_force_on=date(2026, 4, 1))
    signed().refuses(ahead, access.DateInFuture)


def test_a_duration_ends_on_the_last_day_of_a_shorter_month() -> None:
    day = date(2026, 3, 31)
    story = ready_to_sign()
    power = mandate(REGION_HEAD)
    last = signature(story, region.on_day(day), mandate=power)
    whole = story.when(signature(story, commune), signature(story, operator), last)
    in_force_since = whole.when(region.on_day(day)(c.EnterIntoForce))
    assert state_of(in_force_since).ends_on == date(2028, 3, 31)
