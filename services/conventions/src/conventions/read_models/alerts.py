"""All that calls for somebody, over all conventions: raised by events, or true of the day.

`DAILY` is the table of what follows from the day: which conventions, and since when.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from mithaq.morocco import RABAT, day_begins
from mithaq.visibility import Sight
from sqlalchemy import (
    ColumnElement,
    Date,
    Result,
    Row,
    Select,
    Text,
    Uuid,
    and_,
    cast,
    func,
    literal,
    null,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.core.commands import RUNNING
from conventions.read_models.convention_list import conventions
from conventions.read_models.involvement import involving
from conventions.read_models.listing import Alert
from conventions.read_models.listing.alerts import alerts
from conventions.read_models.listing.late import owed
from conventions.read_models.places import within
from conventions.read_models.raised_alerts import Raised, raised

# A convention in force of which nothing was heard for a year.
SLEEPS_AFTER_DAYS: Final = 365
Place = tuple[date, UUID, str, str]
_c: Final = conventions.c


class AlertKind(StrEnum):
    """What an alert tells of. What has no day of its own stays in the list of conventions."""

    NEVER_ACTIVATED = Raised.NEVER_ACTIVATED
    COMMITTEE_NEVER_MET = Raised.COMMITTEE_NEVER_MET
    COMMITTEE_OVERDUE = Raised.COMMITTEE_OVERDUE
    DECISION_OVERDUE = Raised.DECISION_OVERDUE
    ROUND_OVERDUE = Alert.ROUND_OVERDUE
    SIGNATURE_OVERDUE = Alert.SIGNATURE_OVERDUE
    CONDITION_OVERDUE = Alert.CONDITION_OVERDUE
    SPLIT_OVERDUE = Alert.SPLIT_OVERDUE
    MONEY_LATE = Alert.MONEY_LATE
    END_PASSED = Alert.END_PASSED
    SLEEPING = "sleeping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Each narrows; several kinds are alternatives. `organisations` have a part in it."""

    kinds: tuple[AlertKind, ...] = ()
    convention: UUID | None = None
    territory: str | None = None
    organisations: tuple[UUID, ...] = ()


_SINCE: Final[Mapping[AlertKind, ColumnElement[Any]]] = {
    AlertKind.ROUND_OVERDUE: _c.round_ends,
    AlertKind.SIGNATURE_OVERDUE: _c.sign_by,
    AlertKind.CONDITION_OVERDUE: _c.condition_due,
    AlertKind.SPLIT_OVERDUE: _c.split_by,
    AlertKind.END_PASSED: _c.ends_on,
}
_MOVED_ON: Final = cast(func.timezone(str(RABAT), _c.changed_at), Date)


def _daily(today: date) -> Iterator[tuple[AlertKind, Select[Any]]]:
    """Of each kind that follows from the day, the conventions and since when."""
    told = alerts(conventions, _c.sign_by, today)
    for kind, since in _SINCE.items():
        yield kind, select(_c.convention_id, since.label("since")).where(told[Alert(kind)])
    late = owed(today)
    yield AlertKind.MONEY_LATE, select(late.c.convention_id, late.c.late_since.label("since"))
    running = _c.state.in_(sorted(map(str, RUNNING)))
    unmoved = _c.changed_at < day_begins(today - timedelta(days=SLEEPS_AFTER_DAYS))
    slept = select(_c.convention_id, _MOVED_ON.label("since")).where(and_(running, unmoved))
    yield AlertKind.SLEEPING, slept


def _all(today: date, kinds: Sequence[AlertKind]) -> list[Select[Any]]:
    asked = set(kinds or AlertKind)
    found = [
        select(
            raised.c.convention_id,
            raised.c.kind,
            raised.c.part,
            raised.c.since,
            raised.c.organisation_id,
        ).where(raised.c.kind.in_(sorted(asked)))
    ]
    for kind, query in _daily(today):
        if kind in asked:
            each = query.subquery()
            columns = (literal(str(kind), Text).label("kind"), literal("", Text).label("part"))
            nobody = cast(null(), Uuid).label("organisation_id")
            found.append(select(each.c.convention_id, *columns, each.c.since, nobody))
    return found


async def page(
    connection: AsyncConnection,
    wanted: Wanted,
    *,
    today: date,
    seen_by: Sight,
    limit: int,
    after: Place | None,
) -> Sequence[Row[Any]]:
    """Up to `limit` alerts past `after`, the longest standing first, within the caller's sight."""
    told = union_all(*_all(today, wanted.kinds)).subquery("told")
    keys = (told.c.since, told.c.convention_id, told.c.kind, told.c.part)
    query = (
        select(*told.c, _c.reference, _c.title_fr, _c.title_ar, _c.region)
        .select_from(told)
        .join(conventions, _c.convention_id == told.c.convention_id)
        .where(*_kept(wanted, seen_by))
        .order_by(*keys)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(*keys) > after)
    found: Result[Any] = await connection.execute(query)
    return found.all()


def _kept(wanted: Wanted, seen_by: Sight) -> Iterator[ColumnElement[bool]]:
    if not seen_by.everything:
        yield _c.convention_id.in_(involving(seen_by.organisations, seen_by.ties))
    if wanted.convention is not None:
        yield _c.convention_id == wanted.convention
    if wanted.territory is not None:
        yield _c.convention_id.in_(within(wanted.territory))
    if wanted.organisations:
        yield _c.convention_id.in_(involving(wanted.organisations))
