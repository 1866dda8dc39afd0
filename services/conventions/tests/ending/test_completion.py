"""A convention is completed when nothing it promised is left open, and each gap is named."""

from datetime import date

import pytest
from conventions.domain.amendments.rules import AmendmentStillOpen
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.vocabulary import Settlement, State
from conventions.domain.ending.commands import CompleteConvention
from conventions.domain.ending.events import ConventionCompleted
from conventions.domain.ending.rules import ConventionUnfinished, ReportMissing
from conventions.domain.tranches import commands as tranches

from ..amendments.story import RAISED, draft, effect, operations, signed
from ..deliveries.story import delivered
from ..execution.story import accepted, built, progress, provisional
from ..people import ID, Say, accountant, bookkeeper, commune, office, region
from ..story import Story, in_force, state_of
from ..tranches.story import paid, settle, step, tranche

COMPLETE = region(CompleteConvention, report="Rapport")
COMPLETED = ConventionCompleted(convention_id=ID, report="Rapport")
PROMISES = (("A", "region-26", 400), ("B", "commune-26", 200), ("C", "region-27", 300))
FUNDERS = {"A": region, "B": commune, "C": region}


def planned() -> tuple[ConventionCommand, ...]:
    return tuple(tranche(*each) for each in PROMISES)


def all_paid() -> tuple[ConventionCommand, ...]:
    return tuple(
        command for name, _, dirhams in PROMISES for command in paid(dirhams, name, FUNDERS[name])
    )


def all_justified() -> tuple[ConventionCommand, ...]:
    return tuple(
        step(tranches.JustifyTranche, bookkeeper, dirhams, name) for name, _, dirhams in PROMISES
    )


def finished() -> Story:
    return in_force().when(*planned(), *all_paid(), *all_justified(), *delivered(100), *built(100))


def test_a_convention_is_completed_once_all_is_paid_delivered_and_built() -> None:
    finished().then(COMPLETE, COMPLETED)
    finished().refuses(region(CompleteConvention, report="\u200b"), ReportMissing)
    assert state_of(finished().when(COMPLETE)).state is State.COMPLETED


@pytest.mark.parametrize(
    ("done", "gaps"),
    [
        ((), "unplanned, undelivered, unbuilt"),
        (planned(), "unpaid, undelivered, unbuilt"),
        ((*planned(), *all_paid(), *built(100)), "unjustified, undelivered"),
        ((*planned(), *all_paid(), *all_justified(), *delivered(99), *built(100)), "undelivered"),
        ((*planned(), *all_paid(), *all_justified(), *delivered(100), *built(99)), "unbuilt"),
        (
            (*planned(), *all_paid(), *all_justified(), *delivered(100), progress(100)),
            "unbuilt",
        ),
    ],
)
def test_each_gap_keeps_it_open(done: tuple[ConventionCommand, ...], gaps: str) -> None:
    refused = in_force().when(*done).refuses(COMPLETE, ConventionUnfinished)
    assert refused.values["gaps"] == gaps


def test_a_gap_names_what_it_concerns() -> None:
    refused = in_force().refuses(COMPLETE, ConventionUnfinished)
    assert refused.values["unplanned"] == "commune-26, region-26, region-27"
    assert refused.values["undelivered"] == "commune-land"
    assert refused.values["unbuilt"] == "works"


def test_money_beyond_the_orders_keeps_it_open_until_it_is_back() -> None:
    over = finished().when(step(tranches.ReportExternalPayment, office, 5, "A"))
    claimed = over.when(settle(Settlement.REFUND_CLAIMED, 5, "A"))
    kept = over.when(settle(Settlement.KEPT_AS_ADVANCE, 5, "A"))
    for story, gap in ((over, "undecided"), (claimed, "unrefunded"), (kept, "unimputed")):
        assert story.refuses(COMPLETE, ConventionUnfinished).values["gaps"] == gap
    claimed.when(step(tranches.RecordRefund, accountant, 5, "A")).accepts(COMPLETE)


def test_cancelling_everything_completes_nothing() -> None:
    cancels = (region(tranches.CancelTranche, tranche=name, reason="x") for name in "ABC")
    story = in_force().when(*planned(), *cancels, *delivered(100), *built(100))
    assert story.refuses(COMPLETE, ConventionUnfinished).values["gaps"] == "unplanned"


def test_what_will_not_be_paid_is_given_up_by_an_amendment() -> None:
    given_up = operations({"region-26": 0, "commune-26": 0, "region-27": 0}, {2026: 100, 2027: 0})
    story = signed(in_force().when(*planned()), given_up).when(effect())
    story.when(*delivered(100), *built(100)).accepts(COMPLETE)


def test_completion_follows_what_it_rests_on() -> None:
    late = date(2026, 5, 1)
    story = in_force().when(*planned(), *all_paid(), *all_justified(), *delivered(100))
    by_commune = commune.on_day(late)
    story = story.when(progress(100), accepted(100, say=by_commune), provisional(by_commune))
    early = Say(region.caller, date(2026, 4, 30), late)(CompleteConvention, report="x")
    story.refuses(early, DateBeforePrevious)
    story.accepts(region.on_day(late)(CompleteConvention, report="x"))


def test_completion_waits_for_the_open_amendment() -> None:
    in_force().when(draft(RAISED)).refuses(COMPLETE, AmendmentStillOpen)
