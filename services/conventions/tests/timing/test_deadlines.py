"""What sets the deadlines of a tranche and of the duration, and when each falls due."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from conventions.deadline_kinds import DeadlineKind
from conventions.deadlines import DEADLINES
from conventions.domain.core.archived import FactKind
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.vocabulary import Stage
from conventions.domain.ending.events import (
    ConventionCompleted,
    ConventionResumed,
    ConventionTerminated,
)
from conventions.domain.signatures.events import ConventionEnteredIntoForce
from conventions.domain.timing.events import LatenessCounted, NextLook
from conventions.domain.tranches.commands import PayTranche
from conventions.domain.tranches.events import (
    AdvanceImputed,
    StepReversed,
    TrancheCancelled,
    TranchePaid,
    TranchePlanned,
)
from mithaq.deadlines import CancelDeadline, Change, SetDeadline
from mithaq.money import ZERO
from mithaq.morocco import day_begins
from mithaq.testing.recorded import recorded

from ..people import ID, REGION, accountant
from ..proposal import mad
from ..story import Story
from ..takeover.paper import FILE, fact, filled, on
from ..tranches.story import amounts, cancelled, scheduled, step, stepped
from .story import DUE, after, overdue, unpaid

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = date(2026, 3, 2)
IN_A_MONTH = day_begins(TODAY + timedelta(days=30))


def derived(event: ConventionEvent, on: date = TODAY) -> list[Change]:
    told = recorded("conventions", event, f"convention-{uuid4()}", effective_date=on, at=NOW)
    return list(DEADLINES.derive(told))


def planned(story: Story) -> TranchePlanned:
    return next(each for each in story.history if isinstance(each, TranchePlanned))


def test_a_tranche_is_looked_at_the_day_after_its_due_day() -> None:
    due = SetDeadline(kind="tranche-due", part="R1", due_at=day_begins(after(1)))
    assert derived(planned(scheduled())) == [due]


def test_each_mark_sets_the_next() -> None:
    [late] = derived(overdue(31, unpaid(150), next_in=30))
    assert late == SetDeadline(kind="tranche-late", part="R1", due_at=day_begins(after(61)))
    assert derived(overdue(181, unpaid(150), next_in=None)) == []
    [moved] = derived(LatenessCounted(convention_id=ID, looks=(NextLook(tranche="R1", on=DUE),)))
    assert moved == SetDeadline(kind="tranche-late", part="R1", due_at=day_begins(DUE))


def test_what_was_due_before_it_was_entered_is_told_a_month_later() -> None:
    """Who takes over from paper enters what was paid first."""
    event = planned(scheduled())
    long_ago = TranchePlanned(
        convention_id=ID,
        planned=type(event.planned)(
            tranche="R1",
            contribution="region-26",
            organisation_id=REGION,
            action="works",
            year=2020,
            amount=mad(150),
            due_on=date(2020, 6, 1),
        ),
    )
    assert derived(long_ago) == [SetDeadline(kind="tranche-due", part="R1", due_at=IN_A_MONTH)]


def reversed_(stage: Stage) -> StepReversed:
    return StepReversed(
        convention_id=ID,
        tranche="R1",
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        amount=mad(10),
        act="note 1",
        on=TODAY,
        stage=stage,
        reason="rejet",
    )


def test_a_payment_taken_back_is_looked_at_at_once_unless_that_was_long_ago() -> None:
    now = SetDeadline(kind="payment-taken-back", part="R1", due_at=NOW)
    assert derived(reversed_(Stage.PAID)) == [now]
    [later] = derived(reversed_(Stage.PAID), on=date(2020, 1, 1))
    assert later == SetDeadline(kind="payment-taken-back", part="R1", due_at=IN_A_MONTH)
    assert derived(reversed_(Stage.ORDERED)) == []


def test_a_tranche_whose_advance_pays_another_is_looked_at_at_once() -> None:
    def imputed(left: str) -> AdvanceImputed:
        paid = stepped(TranchePaid, step(PayTranche, accountant, 1, "R2"))
        said = {each.name: getattr(paid, each.name) for each in fields(paid)}
        return AdvanceImputed(**said, advance_of=left)

    [now] = derived(imputed("R1"))
    assert isinstance(now, SetDeadline)
    assert (now.kind, now.part) == ("payment-taken-back", "R1")
    assert derived(imputed("R2")) == []


def test_a_resumption_has_every_mark_counted_again() -> None:
    [now] = derived(ConventionResumed(convention_id=ID, reason="accord"))
    assert now == SetDeadline(kind="lateness-resumed", due_at=NOW)


def test_a_cancelled_tranche_has_no_deadline_any_more() -> None:
    gone: TrancheCancelled = cancelled("R1", "report", amounts(150))
    assert [each.kind for each in derived(gone) if isinstance(each, CancelDeadline)] == [
        "tranche-due",
        "tranche-late",
        "payment-taken-back",
    ]
    assert gone.kept == ZERO
    assert derived(cancelled("R1", "report", amounts(150), kept=10)) == []


def test_the_duration_has_its_warning_and_its_end() -> None:
    end = date(2028, 3, 1)
    force = ConventionEnteredIntoForce(convention_id=ID, in_force_on=TODAY, ends_on=end)
    assert [each for each in derived(force) if isinstance(each, SetDeadline)] == [
        SetDeadline(kind="duration-ending", due_at=day_begins(end - timedelta(days=90))),
        SetDeadline(kind="duration-over", due_at=day_begins(end + timedelta(days=1))),
    ]
    over = ConventionEnteredIntoForce(
        convention_id=ID, in_force_on=date(2010, 1, 1), ends_on=date(2013, 1, 1)
    )
    assert {each.due_at for each in derived(over) if isinstance(each, SetDeadline)} == {IN_A_MONTH}


def test_an_end_that_is_read_later_in_a_file_has_them_too() -> None:
    """Filled in where the file left it open, or told otherwise."""
    end = date(2027, 12, 31)
    both = [
        SetDeadline(kind="duration-ending", due_at=day_begins(end - timedelta(days=90))),
        SetDeadline(kind="duration-over", due_at=day_begins(end + timedelta(days=1))),
    ]
    open_end = replace(FILE, outline=replace(FILE.outline, duration_months=None))
    for record, reason in ((open_end, None), (FILE, "Relu")):
        read = fact(FactKind.END, day=on("2027-12-31"), reason=reason)
        assert derived(list(filled(record, read).history)[-1]) == both


def test_a_notice_and_a_refund_are_followed_beyond_the_end() -> None:
    ends = (
        ConventionCompleted(convention_id=ID, report="Rapport"),
        ConventionTerminated(convention_id=ID, amendment=1, settlements=()),
    )
    left = {DeadlineKind.NOTICE_EXPIRES, DeadlineKind.REFUND_DUE}
    for event in ends:
        cancelled = {each.kind for each in derived(event)}
        assert cancelled == {str(kind) for kind in DeadlineKind} - {str(kind) for kind in left}


def test_a_duration_that_ends_soon_is_warned_of_at_once_and_never_after_its_end() -> None:
    def warned(ends_on: date, on: date = TODAY) -> list[datetime]:
        force = ConventionEnteredIntoForce(
            convention_id=ID, in_force_on=date(2010, 1, 1), ends_on=ends_on
        )
        changes = (each for each in derived(force, on) if isinstance(each, SetDeadline))
        return [each.due_at for each in changes if each.kind == "duration-ending"]

    soon, long_ago = date(2026, 3, 25), date(2010, 1, 1)
    assert warned(soon) == [NOW]
    assert warned(TODAY) == [NOW]
    assert warned(soon, long_ago) == [day_begins(soon)]
    assert warned(TODAY, long_ago) == [NOW]
    assert warned(date(2026, 5, 1), long_ago) == [IN_A_MONTH]
    assert warned(date(2026, 3, 1)) == [IN_A_MONTH]
