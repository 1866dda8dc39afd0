"""Which visas a text needs follows from who signs it and for how much; none is left out."""

from dataclasses import replace

import pytest
from conventions.domain.approvals import events as e
from conventions.domain.approvals import rules
from conventions.domain.approvals.commands import RequestApprovals
from conventions.domain.approvals.required import needs_of
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.frame import Thresholds, frame_of, visas_of
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import ApprovalKind, Instrument, PartyRole, State
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.signatures.events import SignaturesRequested
from conventions.settings import ApprovalSettings

from ..people import COMMUNE, REGION, region
from ..proposal import DRAFT, PARTIES, mad
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, agreed, state_of, told
from .story import COMMUNE_COUNCIL, CONTROL, FINANCE, INTERIOR, KINDS, NEEDED, request

FRAME = frame_of(Instrument.FINANCING)
LOW = Thresholds(finance=mad(1000), financial_control=mad(1001))


def between(*kinds: str) -> Story:
    """The text agreed between organisations of these kinds."""
    parties = tuple(replace(each, kind=kind) for each, kind in zip(PARTIES, kinds, strict=True))
    draft = replace(DRAFT, parties=parties)
    return told().when(draft, *TO_A_ROUND, *TO_CONSENSUS, region(AgreeText))


@pytest.mark.parametrize("without", NEEDED)
def test_no_visa_is_left_out(without: RequiredApproval) -> None:
    asked = [each for each in NEEDED if each != without]
    refused = agreed().refuses(request(*asked), rules.ApprovalLeftOut)
    assert refused.values["missing"] == str(without.kind)


def test_a_council_deliberates_for_itself_alone() -> None:
    refused = agreed().refuses(request(INTERIOR, COMMUNE_COUNCIL), rules.ApprovalLeftOut)
    assert (refused.values["count"], refused.values["parties"]) == (1, "Région a1")
    everything = agreed().refuses(request(), rules.ApprovalLeftOut)
    assert everything.values["missing"] == "council_deliberation, interior"
    assert everything.values["count"] == 3


def test_where_none_is_needed_the_signature_opens_at_once() -> None:
    story = between("ministry", "public_operator", "association")
    asked = story.when(request())
    assert isinstance(asked.history[-1], SignaturesRequested)
    assert isinstance(asked.history[-2], e.ApprovalsRequested)
    assert state_of(asked).state is State.READY_TO_SIGN


@pytest.mark.parametrize("kind", ["region", "province", "prefecture", "commune"])
def test_every_kind_of_council_that_signs_deliberates(kind: str) -> None:
    story = between("ministry", kind, "association")
    refused = story.refuses(request(INTERIOR), rules.ApprovalLeftOut)
    assert refused.values["parties"] == "Commune a2"
    kinds = {**KINDS, COMMUNE: kind}
    asked = region(RequestApprovals, approvals=(INTERIOR, COMMUNE_COUNCIL), kinds=kinds)
    assert state_of(story.when(asked)).state is State.PENDING_APPROVALS


def test_a_party_that_does_not_sign_needs_no_deliberation() -> None:
    beneficiary = replace(PARTIES[2], roles=(PartyRole.BENEFICIARY,), signing_order=None)
    parties = (replace(PARTIES[0], kind="ministry"), replace(PARTIES[1], kind="company"))
    terms = Terms(
        outline=DRAFT.outline,
        parties={p.organisation_id: p for p in (*parties, replace(beneficiary, kind="commune"))},
    )
    assert needs_of(terms, {}, FRAME) == ()


def test_the_registry_tells_a_kind_that_the_invitation_did_not() -> None:
    untold = replace(PARTIES[0], kind=None)
    terms = Terms(outline=DRAFT.outline, parties={REGION: untold})
    assert needs_of(terms, {}, FRAME) == ()
    (council, interior) = needs_of(terms, {REGION: "region"}, FRAME)
    assert (council.organisation_id, interior.organisation_id) == (REGION, None)


def test_from_its_threshold_on_an_amount_needs_its_visa() -> None:
    """The total is 1,000: at the threshold of Finance, a dirham below that of the control."""
    asked = region(RequestApprovals, approvals=NEEDED, kinds=KINDS, thresholds=LOW)
    assert agreed().refuses(asked, rules.ApprovalLeftOut).values["missing"] == "finance"
    agreed().accepts(replace(asked, approvals=(*NEEDED, FINANCE)))
    agreed().accepts(replace(asked, approvals=(*NEEDED, FINANCE, CONTROL)))


def test_the_thresholds_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ApprovalSettings().thresholds() == Thresholds()
    monkeypatch.setenv("MITHAQ_FINANCE_APPROVAL_FROM", "1000")
    monkeypatch.setenv("MITHAQ_FINANCIAL_CONTROL_FROM", "1001")
    assert ApprovalSettings().thresholds() == LOW


def test_every_requirement_says_what_it_rests_on() -> None:
    assert {each.approval for each in visas_of()} == set(ApprovalKind)
    assert all(each.basis for each in visas_of())
