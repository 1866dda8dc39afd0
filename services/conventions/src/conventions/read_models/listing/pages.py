"""Pages of the list, and all of it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.visibility import Sight
from sqlalchemy import Row, Select, Subquery, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.read_models.convention_list import conventions
from conventions.read_models.listing.alerts import alerts
from conventions.read_models.listing.filters import Filters, kept
from conventions.read_models.listing.late import owed, owed_by
from conventions.read_models.listing.planning import planned
from conventions.read_models.listing.sorting import Order, Sought, after, order_by, ordered

_KEY: Final = "key_"
_AT_ONCE: Final = 500
# What a row has for filters and orders alone.
_UNTOLD: Final = frozenset({"searched", "sort_reference", "sort_title", "sort_title_ar"})

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
    async with planned(connection):
        since, keys = place or (await _head(connection, asked), ())
        found = [] if keys is None else await _following(connection, asked, since, keys, limit)
        if place is not None and not asked.order.lasting and len(found) < limit:
            rows = (await connection.execute(_moved(asked, since, limit - len(found)))).all()
            found += [Listed(row, (row.seq, None)) for row in rows]
    return found


async def _following(
    connection: AsyncConnection, asked: Asked, since: int, keys: tuple[Any, ...], limit: int
) -> list[Listed]:
    rows = (await connection.execute(_listed(asked, keys, limit))).all()
    return [Listed(row, (since, _keys_of(row, asked))) for row in rows]


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
    """Found by what a filter and an order need; only what is found is read whole."""
    owing, c = owed(asked.today), conventions.c
    expressions = ordered(asked.order, Sought(conventions, owing, asked.filters.q))
    told = [key.label(f"{_KEY}{nth}") for nth, (key, _) in enumerate(expressions)]
    query = _kept(select(c.convention_id, *told), asked)
    if asked.order.of_late_money:
        query = query.outerjoin(owing, owing.c.convention_id == c.convention_id)
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
    query = _kept(select(c.convention_id, c.seq).where(c.seq > since), asked)
    some = query.order_by(c.seq).limit(limit).subquery("some")
    return _whole(some, asked).order_by(some.c.seq)


def _kept(query: Select[Any], asked: Asked) -> Select[Any]:
    return kept(query, asked.filters, asked.today, asked.seen_by)


def _whole(some: Subquery, asked: Asked) -> Select[Any]:
    """With what is late of each, and its alerts."""
    row = conventions.alias("row")
    owing = owed_by(row.c.convention_id, asked.today)
    called = alerts(row, owing.c.late_since, asked.today)
    return (
        select(
            *(column for column in row.c if column.name not in _UNTOLD),
            *(key for key in some.c if key.name.startswith(_KEY)),
            row.c.convention_id.label("id"),
            owing.c.late,
            owing.c.late_since,
            *(func.coalesce(each, False).label(f"alert_{alert}") for alert, each in called.items()),
        )
        .select_from(some)
        .join(row, row.c.convention_id == some.c.convention_id)
        .outerjoin(owing, true())
    )
