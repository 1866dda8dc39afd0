"""A committee is written like the rest of the text, as its frame asks, and is signed with it."""

from dataclasses import replace

import pytest
from conventions.domain.committees import commands as c
from conventions.domain.committees import events as e
from conventions.domain.core.committee import Committee
from conventions.domain.core.editing import RoundStillOpen
from conventions.domain.core.frame import CommitteeRule, frame_of
from conventions.domain.core.limits import LIMITS, PartsTooMany
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.rules import (
    CapacityRefused,
    CommandClosed,
    NameDuplicated,
    TextBlank,
)
from conventions.domain.core.seats import (
    CommitteeBelowFrame,
    CommitteeMemberGone,
    CommitteeMissing,
    CommitteeUnknown,
)
from conventions.domain.core.terms import ReleaseTerms
from conventions.domain.core.text import arabic_sha256, canonical_text, french_sha256
from conventions.domain.core.vocabulary import Instrument, Part
from conventions.domain.drafting.commands import (
    AdoptFrame,
    PlanAction,
    PledgeContribution,
    RemoveParty,
    ReviseTotal,
    WithdrawContribution,
)
from conventions.domain.frames.rules import CommitteeMalformed
from conventions.domain.negotiation.commands import AgreeText, TakePosition
from conventions.domain.signatures.events import ConventionEnteredIntoForce

from ..people import COMMUNE, ID, OPERATOR, REGION, STRANGER, commune, operator, region
from ..proposal import PLEDGES, WORKS, mad, yearly
from ..story import ACCEPT, TO_A_ROUND, TO_CONSENSUS, Story, agreed, drafted, in_a_round, state_of
from .story import STEERING, WRITE, steered

AGREE = region(AgreeText)


def test_a_committee_is_written_and_replaced() -> None:
    drafted().then(WRITE, e.CommitteeWritten(convention_id=ID, committee=STEERING))
    rarer = replace(STEERING, every_months=12)
    again = e.CommitteeWritten(convention_id=ID, committee=rarer, replaced=STEERING)
    drafted().when(WRITE).then(replace(WRITE, committee=rarer), again)


def test_the_same_committee_again_changes_nothing() -> None:
    drafted().when(WRITE).then(WRITE)


def test_a_committee_is_removed() -> None:
    remove = region(c.RemoveCommittee, committee="steering")
    drafted().when(WRITE).then(remove, e.CommitteeRemoved(convention_id=ID, committee=STEERING))
    drafted().refuses(remove, CommitteeUnknown)
    in_a_round().refuses(remove, RoundStillOpen)
    agreed().refuses(remove, CommandClosed)
    drafted().when(WRITE).refuses(commune(c.RemoveCommittee, committee="steering"), CapacityRefused)


def test_the_text_that_is_signed_says_it_in_both_languages() -> None:
    plain, with_it = (state_of(story).terms for story in (drafted(), drafted().when(WRITE)))
    assert "committees" not in canonical_text(ID, plain)
    assert canonical_text(ID, with_it)["committees"]
    assert french_sha256(plain) != french_sha256(with_it)
    assert arabic_sha256(plain) is None or arabic_sha256(plain) != arabic_sha256(with_it)


def test_no_edit_goes_past_a_round_or_an_agreed_text() -> None:
    in_a_round().refuses(WRITE, RoundStillOpen)
    agreed().refuses(WRITE, CommandClosed)


def test_another_party_writes_none() -> None:
    drafted().refuses(commune(c.WriteCommittee, committee=STEERING), CapacityRefused)


@pytest.mark.parametrize(
    ("committee", "rule"),
    [
        (replace(STEERING, subject_fr=" "), TextBlank),
        (replace(STEERING, members=(REGION, REGION)), NameDuplicated),
        (replace(STEERING, members=(REGION, STRANGER)), PartyUnknown),
        (replace(STEERING, members=(COMMUNE, OPERATOR)), CommitteeMalformed),
        (replace(STEERING, every_months=0), CommitteeMalformed),
    ],
)
def test_a_committee_that_is_none_is_refused(committee: Committee, rule: type[Exception]) -> None:
    drafted().refuses(region(c.WriteCommittee, committee=committee), rule)  # type: ignore[arg-type]


def test_there_are_only_so_many() -> None:
    story = drafted().when(
        *(
            region(c.WriteCommittee, committee=replace(STEERING, committee=f"c{nth}"))
            for nth in range(LIMITS[Part.COMMITTEES])
        )
    )
    story.refuses(WRITE, PartsTooMany)


def _framed(*rules: CommitteeRule) -> Story:
    frame = replace(frame_of(Instrument.FINANCING), programme_kind="medinas", kind_version=1)
    frame = replace(frame, committees=rules)
    return drafted().when(region(AdoptFrame, frame=frame))


RULE = CommitteeRule(
    committee="steering",
    name_fr="Comité de pilotage",
    name_ar="لجنة القيادة",
    members=("lead", "funder", "project_owner"),
    chair="lead",
    every_months=6,
    basis="Assumption",
)


def test_the_committees_of_the_frame_are_in_the_agreed_text() -> None:
    framed_story = _framed(RULE)
    framed_story.when(*TO_A_ROUND, *TO_CONSENSUS).refuses(AGREE, CommitteeMissing)
    framed_story.when(WRITE, *TO_A_ROUND, *TO_CONSENSUS).accepts(AGREE)


@pytest.mark.parametrize(
    "below",
    [
        replace(STEERING, every_months=7),
        replace(STEERING, members=(REGION, COMMUNE)),
        replace(STEERING, chair=COMMUNE),
    ],
)
def test_a_committee_is_no_less_than_its_frame_asks(below: Committee) -> None:
    write = region(c.WriteCommittee, committee=below)
    story = _framed(RULE).when(write, *TO_A_ROUND, *TO_CONSENSUS)
    story.refuses(AGREE, CommitteeBelowFrame)


def test_a_text_is_agreed_with_committees_of_its_parties() -> None:
    ended = (region(WithdrawContribution, contribution=x) for x in ("commune-26", "commune-land"))
    story = drafted().when(WRITE, *ended, region(RemoveParty, organisation_id=COMMUNE))
    left = replace(WORKS, cost=mad(700), years=yearly(y2026=400, y2027=300))
    story = story.when(
        region(PlanAction, action=left),
        region(ReviseTotal, total=mad(700), first_year=2026, last_year=2027, reason="départ"),
        TO_A_ROUND[0],
        TO_A_ROUND[1],
        *(say(TakePosition, position=ACCEPT) for say in (region, operator)),
        TO_CONSENSUS[-1],
    )
    story.refuses(AGREE, CommitteeMemberGone)
    others = replace(STEERING, members=(REGION, OPERATOR))
    assert state_of(story).terms.committees["steering"] != others


def test_a_release_asks_for_a_committee_of_the_text() -> None:
    asked = replace(PLEDGES[0], release=ReleaseTerms(committees=("steering",)))
    pledge = region(PledgeContribution, contribution=asked)
    story = drafted().when(pledge)
    story.when(*TO_A_ROUND, *TO_CONSENSUS).refuses(AGREE, CommitteeUnknown)
    story.when(WRITE, *TO_A_ROUND, *TO_CONSENSUS).accepts(AGREE)


def test_the_force_says_which_committees_meet_from_then_on() -> None:
    told = [each for each in steered().history if isinstance(each, ConventionEnteredIntoForce)]
    assert [each.committees for each in told] == [(STEERING,)]
