"""Release: every condition that a call of funds meets (rule 5)."""

from datetime import date, timedelta

from conventions.domain.core.vocabulary import Stage
from conventions.domain.ending.commands import ResumeConvention, SuspendConvention
from conventions.domain.tranches import commands as c
from conventions.domain.tranches.events import FundsCalled
from conventions.domain.tranches.rules import ReleaseRefused

from ..execution.story import REPORT, built
from ..people import DAY, bookkeeper, clerk, operator, region
from ..story import in_force
from .story import paid, reverse, scheduled, step, stepped, tranche


def test_a_refused_release_names_every_unmet_condition() -> None:
    story = in_force().when(
        tranche("R1", "region-26", 100),
        tranche(
            "R2",
            "region-26",
            200,
            date(2026, 9, 1),
            justified_before=80,
            progress_at_least=50,
            documents=("a", "b"),
        ),
        region(SuspendConvention, reason="contrôle"),
    )
    refused = story.refuses(step(c.CallFunds, operator, 1, "R2"), ReleaseRefused)
    assert refused.values["conditions"] == (
        "not-suspended, fully-planned, previous-justified, progress-reached, documents-deposited"
    )
    assert refused.values["unplanned"] == "100.00"
    assert (refused.values["justified"], refused.values["justified_before"]) == (0, 80)
    assert (refused.values["progress"], refused.values["progress_at_least"]) == (0, 50)
    assert refused.values["documents"] == "a, b"


def test_a_tranche_is_released_exactly_at_its_thresholds() -> None:
    call = step(c.CallFunds, operator, 1, "R2")
    short = scheduled().when(*paid(150), *built(49), REPORT)
    short = short.when(step(c.JustifyTranche, bookkeeper, 119))
    refused = short.refuses(call, ReleaseRefused)
    assert refused.values["conditions"] == "previous-justified, progress-reached"
    enough = short.when(step(c.JustifyTranche, bookkeeper, 1), *built(50))
    enough.then(call, stepped(FundsCalled, call))


def test_nothing_is_called_while_suspended() -> None:
    call = step(c.CallFunds, operator, 1)
    story = scheduled().when(region(SuspendConvention, reason="x"))
    refused = story.refuses(call, ReleaseRefused)
    assert refused.values["conditions"] == "not-suspended"
    resumed = story.when(region(ResumeConvention, reason="levée"))
    resumed.then(call, stepped(FundsCalled, call))


def test_no_call_is_dated_before_force() -> None:
    eve = operator.on_day(date(2026, 3, 1))
    refused = scheduled().refuses(step(c.CallFunds, eve, 1), ReleaseRefused)
    assert refused.values["conditions"] == "in-force, fully-planned"
    assert refused.values["in_force_on"] == str(DAY)


def test_a_call_that_was_taken_back_later_stood_on_the_day() -> None:
    """Found by the model campaign: dated between the other's call and its reversal."""
    later, between = DAY + timedelta(days=9), DAY + timedelta(days=4)
    story = in_force().when(
        tranche("R1", "region-26", 100, justified_before=100),
        tranche("R2", "region-26", 300, date(2026, 9, 1)),
        step(c.CallFunds, operator, 300, "R2"),
        reverse(Stage.CALLED, 300, say=clerk.on_day(later), name="R2"),
    )
    call = step(c.CallFunds, operator.on_day(between, later), 1)
    refused = story.refuses(call, ReleaseRefused)
    assert refused.values["conditions"] == "previous-justified"
    story.accepts(step(c.CallFunds, operator.on_day(later), 1))
