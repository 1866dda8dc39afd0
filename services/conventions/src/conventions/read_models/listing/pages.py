"""Pages of the list, and all of it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.visibility import Sight
from sqlalchemy import Row, Select, Subquery, and_, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.read_models.convention_list import conventions
from conventions.read_models.listing.alerts import alerts
from conventions.read_models.listing.filters import Filters, kept
from conventions.read_models.listing.late import owed, owed_by
from conventions.read_models.listing.sorting import Order, Sought, after, order_by, ordered

_KEY: Final = "key_"
_AT_ONCE: Final = 500

# Where a page ended: the line of the log up to which nothing is missed, and the values of the
# order's keys; None once these are through, and only what changed meanwhile is left.
Place = tuple[int, tuple[Any, ...] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a list shows, in which order, to whom, and on which day."""

    filters: Filters
    order: Order
    today: date
    seen_by: Sight


@dataclass(frozen=True, slots=True)
class Listed:
    """A row with its place."""

    row: Row[Any]
    place: Place


async def page(
    connection: AsyncConnection, asked: Asked, limit: int, place: Place | None
) -> Sequence[Listed]:
    """Up to `limit` conventions past `place`.

    Sorted by what never changes of a convention, each comes once. Sorted by what does, none is
    passed over: what changed since the first page comes (again, perhaps) at the end.
    """
    since, keys = place or (await _head(connection, asked), ())
    found: list[Listed] = []
    if keys is not None:
        query = _listed(asked, keys, limit)
        rows = (await connection.execute(query)).all()
        found = [Listed(row, (since, _keys_of(row, asked))) for row in rows]
    if place is not None and not asked.order.lasting and len(found) < limit:
        rows = (await connection.execute(_moved(asked, since, limit - len(found)))).all()
        found += [Listed(row, (row.seq, None)) for row in rows]
    return found


async def every(connection: AsyncConnection, asked: Asked) -> AsyncIterator[Sequence[Row[Any]]]:
    """All of them in order, some at a time: the rows of one moment, if in one transaction."""
    result = await connection.stream(_listed(asked, (), None))
    async for rows in result.partitions(_AT_ONCE):
        yield rows


async def _head(connection: AsyncConnection, asked: Asked) -> int:
    if asked.order.lasting:
        return 0
    last = select(func.coalesce(func.max(conventions.c.seq), 0))
    return int((await connection.execute(last)).scalar_one())


def _keys_of(row: Row[Any], asked: Asked) -> tuple[Any, ...]:
    return tuple(row._mapping[f"{_KEY}{nth}"] for nth, _ in enumerate(asked.order.keys))


def _listed(asked: Asked, keys: tuple[Any, ...], limit: int | None) -> Select[Any]:
    owing = owed(asked.today)
    expressions = ordered(asked.order, Sought(conventions, owing, asked.filters.q))
    told = [key.label(f"{_KEY}{nth}") for nth, (key, _) in enumerate(expressions)]
    query = select(conventions, *told).where(kept(asked.filters, asked.today, asked.seen_by))
    if asked.order.of_late_money:
        query = query.outerjoin(owing, owing.c.convention_id == conventions.c.convention_id)
    if keys:
        query = query.where(after(expressions, keys))
    some = query.order_by(*order_by(expressions)).limit(limit).subquery("some")
    again = [
        (some.c[label.name], descends)
        for label, (_, descends) in zip(told, expressions, strict=True)
    ]
    return _whole(some, asked).order_by(*order_by(again))


def _moved(asked: Asked, since: int, limit: int) -> Select[Any]:
    """What changed after this line of the log, in the order in which it did."""
    c = conventions.c
    query = select(conventions).where(
        and_(c.seq > since, kept(asked.filters, asked.today, asked.seen_by))
    )
    some = query.order_by(c.seq).limit(limit).subquery("some")
    return _whole(some, asked).order_by(some.c.seq)


def _whole(some: Subquery, asked: Asked) -> Select[Any]:
    """With what is late of each, and its alerts."""
    owing = owed_by(some.c.convention_id, asked.today)
    called = alerts(some, owing.c.late_since, asked.today)
    return select(
        some,
        some.c.convention_id.label("id"),
        owing.c.late,
        owing.c.late_since,
        *(func.coalesce(each, False).label(f"alert_{alert}") for alert, each in called.items()),
    ).select_from(some.outerjoin(owing, true()))
