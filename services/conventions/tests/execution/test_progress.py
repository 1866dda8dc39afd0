"""Physical progress, as it was seen on a day."""

from dataclasses import replace
from datetime import date

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.progress import Progress
from conventions.domain.execution import rules
from conventions.domain.execution.commands import ReportProgress
from conventions.domain.execution.events import ProgressAccepted, ProgressReported
from conventions.domain.lifecycle import decide
from mithaq.dating import DateInFuture

from ..people import DAY, ID, Say, bookkeeper, clerk, commune, operator, region
from ..story import state_of
from ..tranches.story import scheduled
from .story import accepted, built, progress

JUNE = date(2026, 6, 1)


def test_progress_is_a_percentage_seen_on_a_day() -> None:
    seen = Progress(percent=10, observed_on=DAY)
    reported = ProgressReported(convention_id=ID, action="works", progress=seen)
    scheduled().then(progress(10), reported)
    scheduled().refuses(progress(101), core.PercentMalformed)
    unknown = bookkeeper(ReportProgress, action="away", percent=1, observed_on=DAY)
    scheduled().refuses(unknown, core.ActionUnknown)
    ahead = bookkeeper(ReportProgress, action="works", percent=1, observed_on=date(2026, 4, 1))
    scheduled().refuses(ahead, DateInFuture)


def test_the_same_progress_changes_nothing_and_less_corrects_it() -> None:
    scheduled().when(progress(10)).then(progress(10))
    corrected = scheduled().when(*built(30), progress(20))
    assert state_of(corrected).progress["works"].percent() == 20


def test_progress_counts_once_somebody_else_accepts_it() -> None:
    claimed = scheduled().when(progress(60))
    assert state_of(claimed).progress["works"].percent() == 0
    accepted_60 = ProgressAccepted(
        convention_id=ID, action="works", progress=Progress(percent=60, observed_on=DAY)
    )
    claimed.then(accepted(60), accepted_60)
    agreed = claimed.when(accepted(60))
    assert state_of(agreed).progress["works"].percent() == 60
    agreed.then(accepted(60))
    more = agreed.when(progress(90))
    assert state_of(more).progress["works"].percent() == 60
    more.refuses(accepted(91), rules.ProgressUnknown)


def test_the_newest_look_counts_whenever_it_is_told() -> None:
    story = scheduled().when(
        bookkeeper.on_day(JUNE)(ReportProgress, action="works", percent=80, observed_on=JUNE)
    )
    story = story.when(accepted(80, JUNE, commune.on_day(JUNE)))
    late = bookkeeper.on_day(JUNE)(
        ReportProgress, action="works", percent=30, observed_on=date(2026, 3, 5)
    )
    observed = state_of(story.when(late)).progress["works"]
    assert observed.percent() == 80
    assert [x.progress.percent for x in observed.observations] == [30, 80]
    assert observed.percent(date(2026, 3, 5)) == 0


def test_who_builds_does_not_accept_its_own_progress() -> None:
    claimed = scheduled().when(progress(60))
    claimed.refuses(accepted(60, say=operator), core.CapacityRefused)
    claimed.refuses(accepted(60, say=bookkeeper), core.CapacityRefused)
    by_region = scheduled().when(region(ReportProgress, action="works", percent=9, observed_on=DAY))
    by_region.refuses(accepted(9, say=region), DutiesNotSeparated)
    colleague = Say(replace(region.caller, subject="region-clerk"))
    by_region.refuses(accepted(9, say=colleague), rules.OwnProgress)
    by_region.accepts(accepted(9, say=clerk))


def test_nobody_accepts_what_was_not_seen_yet() -> None:
    story = scheduled().when(progress(60))
    story.refuses(accepted(60, say=commune.on_day(date(2026, 3, 1))), rules.AcceptedTooEarly)
    scheduled().refuses(accepted(60), core.NothingWaits)


def test_who_pays_for_another_action_does_not_accept_this_one() -> None:
    state = state_of(scheduled().when(progress(60)))
    elsewhere = {
        name: replace(pledge, action="other") if name.startswith("commune") else pledge
        for name, pledge in state.terms.contributions.items()
    }
    apart = replace(state, terms=replace(state.terms, contributions=elsewhere))
    with pytest.raises(rules.NotAFunderOfTheAction):
        decide(apart, accepted(60))
    assert decide(apart, accepted(60, say=region))
