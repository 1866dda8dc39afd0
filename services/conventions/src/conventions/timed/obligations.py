"""What time brings of an obligation, occurrence by occurrence: it is due soon, then missed."""

from collections.abc import Iterator
from datetime import date

from mithaq.deadlines import CancelDeadline, Change, SetDeadline
from mithaq.morocco import day_after, day_begins

from conventions.deadline_kinds import DeadlineKind as Kind
from conventions.domain.obligations import events as obligations
from conventions.domain.obligations.occurrence_rules import WARNED_BEFORE
from conventions.timed.timing import Told

ObligationTimed = (
    obligations.ObligationsScheduled
    | obligations.EvidenceWithdrawn
    | obligations.EvidenceReturned
    | obligations.EvidenceCertified
    | obligations.ObligationWaived
)


def of_obligation(event: ObligationTimed, told: Told) -> Iterator[Change]:
    """Warned of before its due day, missed after it; an occurrence that is settled is neither."""
    match event:
        case obligations.ObligationsScheduled(obligations=each):
            for one in each:
                for occurrence in one.occurrences:
                    part = f"{one.obligation.obligation}/{occurrence.number}"
                    yield from _due(told, part, occurrence.due_on)
        case obligations.EvidenceReturned(due_again_on=day):
            yield from _due(told, f"{event.obligation}/{event.occurrence}", day)
        case obligations.EvidenceWithdrawn(due_on=day):
            yield from _due(told, f"{event.obligation}/{event.occurrence}", day)
        case _:
            part = f"{event.obligation}/{event.occurrence}"
            yield CancelDeadline(kind=Kind.OBLIGATION_ENDING, part=part)
            yield CancelDeadline(kind=Kind.OBLIGATION_DUE, part=part)


def _due(told: Told, part: str, day: date | None) -> Iterator[Change]:
    """What was over when it was told is missed after some patience, and warned of no more."""
    if day is None:
        return
    if day_begins(day_after(day)) > told.recorded_at:
        warned = day_begins(day - WARNED_BEFORE)
        yield SetDeadline(kind=Kind.OBLIGATION_ENDING, part=part, due_at=warned)
    yield told.begins(Kind.OBLIGATION_DUE, day_after(day), part)
