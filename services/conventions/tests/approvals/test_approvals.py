"""Visas: requested, granted, refused."""

from uuid import UUID

import pytest
from conventions.domain.approvals import events as e
from conventions.domain.approvals import rules
from conventions.domain.approvals.commands import RequestApprovals
from conventions.domain.core import rules as core
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.signing_round import SigningTurn
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import ApprovalKind, State
from conventions.domain.drafting import commands as drafting
from conventions.domain.negotiation.commands import AgreeText, ReopenText
from conventions.domain.openings import openings
from conventions.domain.signatures.events import SignaturesRequested
from mithaq.commands import Caller
from mithaq.errors import NotFound

from ..people import (
    COMMUNE,
    CONTROL_BUREAU,
    ID,
    INTERIOR_MINISTRY,
    OPERATOR,
    REGION,
    STRANGER,
    Say,
    accountant,
    commune,
    control,
    controller,
    interior,
    office,
    region,
    region_council,
)
from ..proposal import article
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, agreed, drafted, state_of
from .story import (
    COMMUNE_COUNCIL,
    CONTROL,
    FINANCE,
    INTERIOR,
    KINDS,
    NEEDED,
    REGION_COUNCIL,
    approval,
    grant,
    grants,
    refuse,
    request,
)


def awaiting(*more: RequiredApproval) -> Story:
    return agreed().when(request(*NEEDED, *more))


def granted(wanted: RequiredApproval) -> e.ApprovalGranted:
    return e.ApprovalGranted(convention_id=ID, approval=wanted, instrument="visa 1")


def first_turn() -> SignaturesRequested:
    """The first group is asked to sign the agreed text."""
    text = text_sha256(state_of(agreed()))
    turn = SigningTurn(order=1, organisations=(COMMUNE, OPERATOR), text_sha256=text)
    return SignaturesRequested(convention_id=ID, turn=turn)


def both(subject: str, organisation: object, *roles: str) -> Say:
    return Say(Caller(subject=subject, organisation=organisation, roles=frozenset(roles)))  # type: ignore[arg-type]


def test_the_last_visa_opens_the_signature() -> None:
    story = awaiting()
    assert state_of(story).state is State.PENDING_APPROVALS
    story.then(grant(INTERIOR), granted(INTERIOR))
    half = story.when(grant(INTERIOR), grant(REGION_COUNCIL))
    assert state_of(half).state is State.PENDING_APPROVALS
    half.then(grant(COMMUNE_COUNCIL), granted(COMMUNE_COUNCIL), first_turn())
    assert state_of(half.when(grant(COMMUNE_COUNCIL))).state is State.READY_TO_SIGN


@pytest.mark.parametrize("say", [region, commune, office, controller, accountant, interior])
def test_without_the_role_in_the_body_nobody_answers(say: Say) -> None:
    """The party's own head, its accountant, any controller of the country: none of them."""
    story = awaiting()
    told = {each.command: each for each in openings(state_of(story), say.caller, frozenset())}
    if say is not interior:
        assert told["GrantApproval"].closed_by == "capacity-refused"
    for command in (grant(COMMUNE_COUNCIL, say), refuse(COMMUNE_COUNCIL, say)):
        with pytest.raises((core.CapacityRefused, rules.NotTheApprover)):
            story.when(command)


def test_a_token_without_roles_or_with_anothers_role_gives_no_visa() -> None:
    story = awaiting(CONTROL)
    story.refuses(grant(COMMUNE_COUNCIL, both("clerk", COMMUNE)), NotFound)
    payer = both("clerk", COMMUNE, "accountant", "controller")
    story.refuses(grant(COMMUNE_COUNCIL, payer), core.CapacityRefused)
    approver = both("a", CONTROL_BUREAU, "approver")
    story.refuses(grant(CONTROL, approver), core.CapacityRefused)
    anybody = both("c", None, "controller", "treasury")
    story.refuses(grant(CONTROL, anybody), core.CapacityRefused)
    of_a_party = both("c", COMMUNE, "controller")
    story.refuses(grant(CONTROL, of_a_party), core.CapacityRefused)
    story.refuses(grant(CONTROL, both("c", STRANGER, "controller")), NotFound)
    story.then(grant(CONTROL, control), granted(CONTROL))
    refused = story.refuses(grant(COMMUNE_COUNCIL, region_council), rules.NotTheApprover)
    assert refused.values["body"] == "Commune a2"


def test_whoever_prepared_does_not_approve() -> None:
    """Drafted, edited, proposed or asked for the visa: with another role the same person."""
    asked = both("Region-Head", INTERIOR_MINISTRY, "approver")
    awaiting().refuses(grant(INTERIOR, asked), DutiesNotSeparated)
    awaiting().refuses(refuse(INTERIOR, asked), DutiesNotSeparated)
    editor = both("scribe", COMMUNE, "office")
    edited = drafted().when(
        editor(drafting.WriteArticle, article=article("object", "Autre.")),
        *TO_A_ROUND,
        *TO_CONSENSUS,
    )
    story = edited.when(region(AgreeText), request(*NEEDED))
    scribe = both("SCRIBE", COMMUNE, "approver")
    story.refuses(grant(COMMUNE_COUNCIL, scribe), DutiesNotSeparated)
    told = {each.command: each for each in openings(state_of(story), scribe.caller, frozenset())}
    assert told["GrantApproval"].closed_by == "duties-not-separated"
    story.then(grant(COMMUNE_COUNCIL), granted(COMMUNE_COUNCIL))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (ApprovalKind.FINANCIAL_CONTROL, REGION),
        (ApprovalKind.INTERIOR, REGION),
        (ApprovalKind.FINANCE, INTERIOR_MINISTRY),
        (ApprovalKind.COUNCIL_DELIBERATION, OPERATOR),
        (ApprovalKind.INTERIOR, STRANGER),
    ],
)
def test_a_visa_is_asked_of_a_body_that_may_give_it(kind: ApprovalKind, body: object) -> None:
    unfit = approval(kind, body)  # type: ignore[arg-type]
    agreed().refuses(request(*NEEDED, unfit), rules.ApprovalBodyUnfit)


def test_visas_have_their_rules() -> None:
    agreed().refuses(request(*NEEDED, INTERIOR), rules.ApprovalDuplicated)
    story = awaiting()
    story.refuses(grant(FINANCE, interior), rules.ApprovalNotRequested)
    story.when(grant(INTERIOR)).refuses(grant(INTERIOR), rules.ApprovalAlreadyGiven)
    awaiting(FINANCE).then(grant(FINANCE), granted(FINANCE))


def test_a_body_asked_for_two_visas_gives_each_once() -> None:
    body = UUID(int=0xB4)
    first, second = approval(ApprovalKind.FINANCE, body), FINANCE
    kinds = {**KINDS, body: "finance"}
    asked = region(RequestApprovals, approvals=(*NEEDED, first, second), kinds=kinds)
    mine = both("m", body, "approver")
    story = agreed().when(asked, grant(first, mine))
    story.refuses(grant(first, mine), rules.ApprovalAlreadyGiven)
    story.refuses(grant(second, mine), rules.ApprovalAlreadyGiven)


def test_a_refused_visa_stands_until_the_text_is_reopened() -> None:
    refused_visa = e.ApprovalRefused(convention_id=ID, approval=INTERIOR, reason="crédits")
    awaiting().then(refuse(INTERIOR), refused_visa)
    refused = awaiting().when(refuse(INTERIOR), *grants(REGION_COUNCIL))
    refused.refuses(grant(INTERIOR), rules.ApprovalWasRefused)
    reopened = state_of(refused.when(region(ReopenText, reason="corriger")))
    assert reopened.approvals == {}
    awaiting().refuses(refuse(INTERIOR, reason=""), core.ReasonMissing)
