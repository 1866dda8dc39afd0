"""What a list keeps. Each filter narrows; several values of one are alternatives."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from mithaq.money import Money
from mithaq.morocco import day_begins
from mithaq.visibility import Sight
from sqlalchemy import ColumnElement, Select, and_, or_

from conventions.domain.core.lateness import Age
from conventions.domain.core.vocabulary import Instrument, State
from conventions.read_models.convention_list import conventions
from conventions.read_models.involvement import involving
from conventions.read_models.listing.alerts import ENDED, Alert, alerts
from conventions.read_models.listing.late import having_late, late_over
from conventions.read_models.listing.words import holding
from conventions.read_models.places import within

EVERYTHING: Final = Sight(everything=True)
_c: Final = conventions.c


class Involvement(StrEnum):
    """In which part an organisation is tied to a convention: a party's role, or another tie."""

    LEAD = "lead"
    FUNDER = "funder"
    PROJECT_OWNER = "project_owner"
    DELEGATED_OWNER = "delegated_owner"
    BENEFICIARY = "beneficiary"
    SIGNATORY = "signatory"  # whoever has a turn to sign, called so or not
    WITNESS = "witness"
    DRAFTER = "drafter"
    APPROVER = "approver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """`territories` are codes of which each must hold; `roles` are of `organisation`.

    `entries` are what was merged into `organisation`, which answers for it.

    A period or an amount that is not known yet is found by no year and by no amount.
    """

    states: tuple[State, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    programme_kind: str | None = None
    framework: UUID | None = None
    territories: tuple[str, ...] = ()
    organisation: UUID | None = None
    entries: tuple[UUID, ...] = ()
    roles: tuple[Involvement, ...] = ()
    year: int | None = None
    total_from: Money | None = None
    total_to: Money | None = None
    late: tuple[Age, ...] = ()
    late_over: int | None = None
    alerts: tuple[Alert, ...] = ()
    unmoved_days: int | None = None
    q: str = ""


def together(*parts: Filters) -> Filters:
    """What passes all of them; no two of them filter by the same."""
    said = {
        each.name: value
        for part in parts
        for each in fields(part)
        if (value := getattr(part, each.name)) != each.default
    }
    return Filters(**said)


def kept(query: Select[Any], filters: Filters, today: date, seen_by: Sight) -> Select[Any]:
    """Of the query's conventions those that pass them all, within the caller's sight."""
    narrowed = query.where(*_seen(seen_by), *_of_row(filters, today), *_of_others(filters, today))
    return holding(narrowed, filters.q) if filters.q else narrowed


def _seen(seen_by: Sight) -> Iterator[ColumnElement[bool]]:
    if not seen_by.everything:
        yield _c.convention_id.in_(involving(seen_by.organisations, seen_by.ties))


def _of_row(filters: Filters, today: date) -> Iterator[ColumnElement[bool]]:
    if filters.states:
        yield _c.state.in_([str(state) for state in filters.states])
    if filters.instruments:
        yield _c.instrument.in_([str(instrument) for instrument in filters.instruments])
    if filters.programme_kind is not None:
        yield _c.programme_kind == filters.programme_kind
    if filters.framework is not None:
        yield _c.framework_id == filters.framework
    yield from _of_figures(filters)
    if filters.unmoved_days is not None:
        since = day_begins(today - timedelta(days=filters.unmoved_days))
        yield and_(_c.changed_at < since, _c.state.not_in(sorted(map(str, ENDED))))


def _of_figures(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.year is not None:
        yield and_(_c.first_year <= filters.year, _c.last_year >= filters.year)
    if filters.total_from is not None:
        yield _c.total >= filters.total_from
    if filters.total_to is not None:
        yield _c.total <= filters.total_to


def _of_others(filters: Filters, today: date) -> Iterator[ColumnElement[bool]]:
    """What rows of other tables say."""
    for code in filters.territories:
        yield _c.convention_id.in_(within(code))
    if filters.organisation is not None:
        theirs = (filters.organisation, *filters.entries)
        yield _c.convention_id.in_(involving(theirs, roles=filters.roles))
    if filters.late:
        yield _c.convention_id.in_(having_late(today, filters.late))
    if filters.late_over is not None:
        yield _c.convention_id.in_(late_over(today, filters.late_over))
    if filters.alerts:
        yield or_(*(_alerted(alert, today) for alert in filters.alerts))


def _alerted(alert: Alert, today: date) -> ColumnElement[bool]:
    if alert is Alert.MONEY_LATE:
        return _c.convention_id.in_(having_late(today, ()))
    return alerts(conventions, _c.sign_by, today)[alert]
