"""Physical progress, as it was seen on a day."""

from datetime import date

from conventions.domain.core import rules as core
from conventions.domain.core.convention import Progress
from conventions.domain.execution.commands import ReportProgress
from conventions.domain.execution.events import ProgressReported

from ..people import DAY, ID, operator
from ..story import state_of
from ..tranches.story import scheduled
from .story import progress


def test_progress_is_a_percentage_seen_on_a_day() -> None:
    seen = Progress(percent=10, observed_on=DAY)
    reported = ProgressReported(convention_id=ID, action="works", progress=seen)
    scheduled().then(progress(10), reported)
    scheduled().refuses(progress(101), core.PercentMalformed)
    unknown = operator(ReportProgress, action="away", percent=1, observed_on=DAY)
    scheduled().refuses(unknown, core.ActionUnknown)
    ahead = operator(ReportProgress, action="works", percent=1, observed_on=date(2026, 4, 1))
    scheduled().refuses(ahead, core.DateInFuture)


def test_the_same_progress_changes_nothing_and_less_corrects_it() -> None:
    scheduled().when(progress(10)).then(progress(10))
    assert state_of(scheduled().when(progress(30), progress(20))).progress["works"].percent == 20
