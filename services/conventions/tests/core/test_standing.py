"""What a suspended or unverified party may still do: no money, no signature, no new text."""

from pathlib import Path
from uuid import UUID

import pytest
from conventions.domain.core.commands import Transition
from conventions.domain.core.convention import Convention
from conventions.domain.core.policy import Capacity
from conventions.domain.core.standing import PartyInactive
from conventions.domain.drafting.commands import DraftConvention
from conventions.domain.lifecycle import ensure_open
from conventions.domain.openings import openings
from conventions.domain.table import TRANSITIONS
from mithaq.commands import Caller
from mithaq.errors import MithaqError

from ..approvals.story import COMMUNE_COUNCIL, NEEDED, grant, refuse, request
from ..people import COMMUNE, OFFICE, OPERATOR, REGION, Say, commune, commune_council, region
from ..proposal import DRAFT
from ..story import agreed, in_force, ready_to_sign, refusal, signature, state_of, told
from ..tranches.story import paid, scheduled, step

README = Path(__file__).parents[2] / "README.md"
GOES_ON = {
    *("TakePosition", "TakeAmendmentPosition", "JustifyTranche", "ReportExternalPayment"),
    *("ReportProgress", "DepositDocument", "ReverseStep", "RecordRefund"),
    *("EndNegotiationRound", "LapseConvention", "LapseAmendment", "EndCondition"),
    *("SubmitEvidence", "WithdrawEvidence", "NoteObligationDueSoon", "NoteObligationMissed"),
    *("GrantTacitly", "CountDelaysAgain"),
    *("GrantAmendmentTacitly", "CountAmendmentDelaysAgain"),
    *("SubmitJustification", "WithdrawSubmission"),
    *("NoteMandateLost", "NoteSplitOverdue", "NoteCommitteeOverdue", "NoteDecisionOverdue"),
    "NoteNotActivated",
    *("NoteMandateLost", "NoteSplitOverdue", "NoteTrancheOverdue", "CountLatenessAgain"),
    *("NoteDurationEnding", "NoteDurationOver", "NoteMandateEnding"),
    *("AnswerNotice", "ExpireNotice", "NoteRefundOverdue"),
}


def test_a_suspended_organisation_drafts_nothing() -> None:
    suspended = region.while_suspended(REGION)
    draft = DraftConvention(header=suspended.header, outline=DRAFT.outline)
    refused = told().refuses(draft, PartyInactive)
    assert refused.values["organisation"] == str(REGION)


def test_the_office_drafts_whatever_the_standing_of_its_ministry() -> None:
    assert OFFICE.organisation is not None
    office = Say(OFFICE).while_suspended(OFFICE.organisation)
    told().accepts(DraftConvention(header=office.header, outline=DRAFT.outline))


def test_the_table_names_what_goes_on() -> None:
    assert {row.name for row in TRANSITIONS if row.while_inactive} == GOES_ON


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: row.name)
@pytest.mark.parametrize("role", ["partner", "approver", "controller", "accountant"])
def test_each_command_stops_or_goes_on(row: Transition, role: str) -> None:
    """In whatever capacity its people would give it, and before its state is looked at."""
    caller = Caller(subject="a", organisation=REGION, roles=frozenset({role}))
    convention, held = state_of(in_force()), frozenset(row.capacities)
    stopped = _closed_by(convention, caller, row, held) == "party-inactive"
    assert stopped == (row.name not in GOES_ON)


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: row.name)
def test_the_office_acts_as_such_and_for_no_suspended_party(row: Transition) -> None:
    """A token of the office that belongs to a suspended party signs and pays as that party."""
    caller = Caller(subject="a", organisation=REGION, roles=frozenset({"office", "partner"}))
    convention, held = state_of(in_force()), frozenset(row.capacities)
    stopped = _closed_by(convention, caller, row, held) == "party-inactive"
    assert stopped == (row.name not in GOES_ON and Capacity.OFFICE not in row.capacities)


def _closed_by(
    convention: Convention, caller: Caller, row: Transition, held: frozenset[Capacity]
) -> str | None:
    try:
        ensure_open(convention, caller, row, held, frozenset({REGION}))
    except MithaqError as refusal:
        return refusal.code
    return None


def test_a_suspended_party_neither_signs_nor_refuses_nor_approves() -> None:
    story = ready_to_sign()
    suspended = commune.while_suspended(COMMUNE)
    story.refuses(signature(story, suspended), PartyInactive)
    story.refuses(refusal(story, suspended), PartyInactive)
    story.accepts(signature(story, commune.while_suspended(REGION)))
    asked = agreed().when(request(*NEEDED))
    council = commune_council.while_suspended(COMMUNE)
    asked.refuses(grant(COMMUNE_COUNCIL, council), PartyInactive)
    asked.refuses(refuse(COMMUNE_COUNCIL, council), PartyInactive)


def test_the_readme_tells_the_same_table() -> None:
    told = README.read_text().partition("<!-- inactive -->")[2].partition("<!-- /inactive -->")[0]
    rows = [line.split("|")[1:4] for line in told.strip().splitlines()[2:]]
    said = {
        name.strip().strip("`"): goes_on.strip()
        for _, names, goes_on in rows
        for name in names.split(",")
    }
    assert said == {row.name: "yes" if row.name in GOES_ON else "no" for row in TRANSITIONS}


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("suspended", [REGION, OPERATOR], ids=["funder", "owner"])
def test_no_money_moves_from_or_to_a_suspended_party(number: int, suspended: UUID) -> None:
    """Neither its own people nor the Treasury's move it."""
    steps = paid(100)
    before, say = scheduled().when(*steps[:number]), Say(steps[number].caller)
    refused = say.while_suspended(suspended)
    before.refuses(step(type(steps[number]), refused, 100), PartyInactive)
    before.accepts(step(type(steps[number]), say.while_suspended(COMMUNE), 100))


def test_the_list_of_open_commands_says_it_too() -> None:
    convention = state_of(in_force())
    opened = openings(convention, region.caller, frozenset({REGION}))
    by_name = {each.command: each.closed_by for each in opened}
    assert by_name["PlanTranche"] == by_name["SuspendConvention"] == "party-inactive"
    assert by_name["ReportProgress"] is None
