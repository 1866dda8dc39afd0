"""Visas: requested, granted, refused."""

from conventions.domain.approvals import commands as c
from conventions.domain.approvals import events as e
from conventions.domain.approvals import rules
from conventions.domain.core import rules as core
from conventions.domain.core.convention import RequiredApproval
from conventions.domain.core.signing_round import SigningTurn
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import ApprovalKind, State
from conventions.domain.negotiation.commands import ReopenText
from conventions.domain.signatures.events import SignaturesRequested

from ..people import COMMUNE, ID, OPERATOR, Say, commune, controller, region
from ..story import Story, agreed, state_of

INTERIOR = RequiredApproval(kind=ApprovalKind.INTERIOR)
FINANCE = RequiredApproval(kind=ApprovalKind.FINANCE)
COUNCIL = RequiredApproval(kind=ApprovalKind.COUNCIL_DELIBERATION, organisation_id=COMMUNE)


def awaiting(*approvals: RequiredApproval) -> Story:
    return agreed().when(region(c.RequestApprovals, approvals=approvals))


def grant(say: Say, approval: RequiredApproval) -> c.GrantApproval:
    return say(c.GrantApproval, approval=approval, instrument="visa 1")


def granted(approval: RequiredApproval) -> e.ApprovalGranted:
    return e.ApprovalGranted(convention_id=ID, approval=approval, instrument="visa 1")


def first_turn() -> SignaturesRequested:
    """The first group is asked to sign the agreed text."""
    text = text_sha256(state_of(agreed()))
    turn = SigningTurn(order=1, organisations=(COMMUNE, OPERATOR), text_sha256=text)
    return SignaturesRequested(convention_id=ID, turn=turn)


def test_no_visa_needed_opens_the_signature_to_the_first_group() -> None:
    requested = e.ApprovalsRequested(convention_id=ID, approvals=())
    agreed().then(region(c.RequestApprovals, approvals=()), requested, first_turn())


def test_the_last_visa_opens_the_signature() -> None:
    story = awaiting(INTERIOR, COUNCIL)
    assert state_of(story).state is State.PENDING_APPROVALS
    story.then(grant(controller, INTERIOR), granted(INTERIOR))
    half = story.when(grant(controller, INTERIOR))
    assert state_of(half).state is State.PENDING_APPROVALS
    half.then(grant(commune, COUNCIL), granted(COUNCIL), first_turn())
    assert state_of(half.when(grant(commune, COUNCIL))).state is State.READY_TO_SIGN


def test_a_visa_is_given_by_whom_it_was_asked_from() -> None:
    story = awaiting(INTERIOR, COUNCIL)
    story.refuses(grant(controller, COUNCIL), rules.NotTheApprover)
    story.refuses(grant(commune, INTERIOR), rules.NotTheApprover)
    story.refuses(grant(region, INTERIOR), core.CapacityRefused)


def test_visas_have_their_rules() -> None:
    twice = region(c.RequestApprovals, approvals=(INTERIOR, INTERIOR))
    agreed().refuses(twice, rules.ApprovalDuplicated)
    story = awaiting(INTERIOR, COUNCIL)
    story.refuses(grant(controller, FINANCE), rules.ApprovalNotRequested)
    two = awaiting(INTERIOR, FINANCE).when(grant(controller, INTERIOR))
    two.refuses(grant(controller, INTERIOR), rules.ApprovalAlreadyGiven)


def test_a_refused_visa_stands_until_the_text_is_reopened() -> None:
    refusal = controller(c.RefuseApproval, approval=INTERIOR, reason="crédits")
    refused_visa = e.ApprovalRefused(convention_id=ID, approval=INTERIOR, reason="crédits")
    awaiting(INTERIOR, FINANCE).then(refusal, refused_visa)
    refused = awaiting(INTERIOR, FINANCE).when(refusal)
    refused.refuses(grant(controller, INTERIOR), rules.ApprovalWasRefused)
    reopened = state_of(refused.when(region(ReopenText, reason="corriger")))
    assert reopened.approvals == {}
    silent = controller(c.RefuseApproval, approval=INTERIOR, reason="")
    awaiting(INTERIOR).refuses(silent, core.ReasonMissing)
