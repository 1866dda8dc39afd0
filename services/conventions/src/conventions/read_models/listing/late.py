"""Money that is late: of tranches whose day has passed, what is not paid yet."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from mithaq.projections import Sum
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Subquery,
    and_,
    func,
    or_,
    select,
    text,
    true,
    type_coerce,
)

from conventions.domain.core.lateness import DAYS, Age
from conventions.read_models.tranche_schedule import UNPAID, tranches

_c: Final = tranches.c
_UNPAID_SUM: Final = func.sum(_c.amount - _c.paid)


def owed(today: date) -> Subquery:
    """By convention: what is late, and since when the longest."""
    return _owed(today).group_by(_c.convention_id).subquery("owed")


def aged(today: date) -> Subquery:
    """By convention what `owed` has, and of each age how many tranches, and how much."""
    query = _owed(today)
    for each, days in DAYS.items():
        of_age = _aged(today, *days)
        query = query.add_columns(
            func.count().filter(of_age).label(f"{each}_tranches"),
            type_coerce(_UNPAID_SUM.filter(of_age), Sum).label(f"{each}_amount"),
        )
    return query.group_by(_c.convention_id).subquery("owed")


def owed_by(convention_id: ColumnElement[UUID], today: date) -> FromClause:
    """The same of one convention; nulls where nothing is late."""
    return (
        _owed(today)
        .where(_c.convention_id == convention_id)
        .group_by(_c.convention_id)
        .lateral("owed")
    )


def having_late(today: date, ages: Iterable[Age]) -> Select[tuple[UUID]]:
    """The conventions with a tranche that is late by so many days; without ages, late at all."""
    aged = [_aged(today, *DAYS[age]) for age in ages]
    return _late(select(_c.convention_id), today).where(or_(*aged) if aged else true())


def late_over(today: date, days: int) -> Select[tuple[UUID]]:
    """The conventions with a tranche that is late by more than so many days."""
    return _late(select(_c.convention_id), today - timedelta(days=days))


def _owed(today: date) -> Select[Any]:
    late, since = (
        type_coerce(_UNPAID_SUM, Sum).label("late"),
        func.min(_c.due_on).label("late_since"),
    )
    return _late(select(_c.convention_id, late, since), today)


def _late(query: Select[Any], today: date) -> Select[Any]:
    """In the words of the index, which holds nothing that is settled."""
    return query.where(text(UNPAID), _c.due_on < today)


def _aged(today: date, over: int, up_to: int | None) -> ColumnElement[bool]:
    later = _c.due_on < today - timedelta(days=over)
    return later if up_to is None else and_(later, _c.due_on >= today - timedelta(days=up_to))
