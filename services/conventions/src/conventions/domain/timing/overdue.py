"""All of a convention that is overdue on a day: what the API answers, for any day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conventions.domain.core.convention import Convention
from conventions.domain.core.lateness import Age, age_of
from conventions.domain.timing.events import LatePart
from conventions.domain.timing.lateness import days_of, late_parts
from conventions.domain.timing.waiting import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A tranche of which something waits after its due day, `days` of which count."""

    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    due_on: date
    days: int
    age: Age
    parts: tuple[LatePart, ...]


def overdue(
    convention: Convention, on: date, after: tuple[date, str] | None = None
) -> Iterator[Overdue]:
    """All of a convention, the longest due first; what is `after` a due day and a name alone."""
    due = ((each.planned.due_on, each.tranche) for each in convention.tranches.values())
    waiting = Waiting(convention, on)
    for day, name in sorted(due):
        if after is not None and (day, name) <= after:
            continue
        tranche = convention.tranches[name]
        parts = late_parts(convention, tranche, on, waiting)
        if parts:
            planned, days = tranche.planned, days_of(convention, tranche, on)
            yield Overdue(
                tranche=tranche.tranche,
                contribution=planned.contribution,
                organisation_id=planned.organisation_id,
                action=planned.action,
                year=planned.year,
                due_on=planned.due_on,
                days=days,
                age=age_of(days),
                parts=tuple(parts),
            )
