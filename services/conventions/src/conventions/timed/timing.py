"""What sets the deadlines of a tranche's due day and of the duration."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from mithaq.deadlines import CancelDeadline, Change, SetDeadline
from mithaq.morocco import day_after, day_begins, day_in_morocco

from conventions.deadline_kinds import DeadlineKind as Kind
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.ending import events as ending
from conventions.domain.signatures.events import ConventionEnteredIntoForce
from conventions.domain.timing.decide import WARNING_DAYS
from conventions.domain.timing.events import LatenessCounted, TrancheOverdue
from conventions.domain.tranches import events as tranches

TimingSets = (
    tranches.TranchePlanned
    | tranches.TrancheRescheduled
    | tranches.TrancheCancelled
    | tranches.StepReversed
    | tranches.OverpaymentSettled
    | tranches.AdvanceImputed
    | TrancheOverdue
    | LatenessCounted
    | ConventionEnteredIntoForce
    | ending.ConventionResumed
)
OF_TRANCHE: Final = (Kind.TRANCHE_DUE, Kind.TRANCHE_LATE, Kind.PAYMENT_TAKEN_BACK)
# Who takes over from paper what happened long ago has so many days to enter all of it, before it is
# told how late it is.
PATIENCE: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Told:
    """When the event was recorded, and from which day it holds."""

    recorded_at: datetime
    effective_on: date

    def begins(self, kind: Kind, day: date, part: str = "") -> SetDeadline:
        """With that day; where it was over when it was told, after so much patience."""
        due_at = day_begins(day)
        if due_at <= self.recorded_at:
            due_at = self._later
        return SetDeadline(kind=kind, part=part, due_at=due_at)

    def at_once(self, kind: Kind, part: str = "") -> SetDeadline:
        """Unless it is told of a day so long ago."""
        long_ago = day_in_morocco(self.recorded_at) - self.effective_on > PATIENCE
        due_at = self._later if long_ago else self.recorded_at
        return SetDeadline(kind=kind, part=part, due_at=due_at)

    def warns(self, kind: Kind, day: date, last: date) -> SetDeadline:
        """With that day; where it was over when it was told, at once, or at the latest with `last`.

        Where `last` was over as well: after so much patience.
        """
        warned = self.begins(kind, day)
        if day_begins(day) > self.recorded_at or day_begins(day_after(last)) <= self.recorded_at:
            return warned
        soon = self.at_once(kind)
        return soon if soon.due_at < day_begins(last) else replace(soon, due_at=self._by(last))

    def _by(self, last: date) -> datetime:
        return max(day_begins(last), self.recorded_at)

    @property
    def _later(self) -> datetime:
        return day_begins(day_in_morocco(self.recorded_at) + PATIENCE)


def of_time(event: TimingSets, told: Told) -> Sequence[Change]:  # noqa: PLR0911 - one case an event
    """What was paid meanwhile is found settled when its day comes, and nothing is told of it."""
    match event:
        case tranches.TranchePlanned(planned=planned):
            return [told.begins(Kind.TRANCHE_DUE, day_after(planned.due_on), planned.tranche)]
        case tranches.TrancheRescheduled(tranche=name, due_on=day):
            later = CancelDeadline(kind=Kind.TRANCHE_LATE, part=name)
            return [later, told.begins(Kind.TRANCHE_DUE, day_after(day), name)]
        case tranches.TrancheCancelled(tranche=name, kept=kept):
            return [] if kept else [CancelDeadline(kind=each, part=name) for each in OF_TRANCHE]
        case TrancheOverdue(tranche=name, look_again_on=day):
            return [] if day is None else [_begins(Kind.TRANCHE_LATE, day, name)]
        case LatenessCounted(looks=looks):
            return [_begins(Kind.TRANCHE_LATE, look.on, look.tranche) for look in looks]
        case ConventionEnteredIntoForce(ends_on=day):
            return duration(day, told)
        case ending.ConventionResumed():
            return [told.at_once(Kind.LATENESS_RESUMED)]
        case _:
            return _taken_back(event, told)


def _taken_back(
    event: tranches.StepReversed | tranches.OverpaymentSettled | tranches.AdvanceImputed, told: Told
) -> Sequence[Change]:
    """What was paid is not any more: looked at at once.

    An advance counts as paid where it was left, until it pays another tranche.
    """
    if isinstance(event, tranches.AdvanceImputed):
        left = event.advance_of
        return [] if left == event.tranche else [told.at_once(Kind.PAYMENT_TAKEN_BACK, left)]
    unpaid = (
        event.stage == Stage.PAID
        if isinstance(event, tranches.StepReversed)
        else event.kind != Settlement.KEPT_AS_ADVANCE
    )
    return [told.at_once(Kind.PAYMENT_TAKEN_BACK, event.tranche)] if unpaid else []


def duration(ends_on: date | None, told: Told) -> Sequence[Change]:
    """Of a duration that ends on that day, extended or not; an end is never taken away."""
    if ends_on is None:
        return []
    near = ends_on - timedelta(days=WARNING_DAYS)
    over = told.begins(Kind.DURATION_OVER, day_after(ends_on))
    return [told.warns(Kind.DURATION_ENDING, near, ends_on), over]


def _begins(kind: Kind, day: date, part: str = "") -> SetDeadline:
    return SetDeadline(kind=kind, part=part, due_at=day_begins(day))
