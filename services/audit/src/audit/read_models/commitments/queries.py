"""Queries on the ledger: pages and sums of lines, as of a day and as known at an instant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mithaq.visibility import Facts
from sqlalchemy import ColumnElement, Label, Row, Select, and_, func, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.domain.ledger.line import KINDS
from audit.read_models.commitments.tables import (
    CELL,
    CONTRIBUTION,
    asked,
    commitment_line,
    convention,
    organisation,
    organisation_total,
    party,
)

line = commitment_line.c
Rows = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Which lines count: those that hold by `as_of`, and stand before position `before`.

    What was known at an instant is a beginning of the log, never what each line's own clock says.
    """

    as_of: date | None = None
    before: int | None = None

    @property
    def now(self) -> bool:
        return self.as_of is None and self.before is None

    def condition(self) -> ColumnElement[bool]:
        return and_(
            true() if self.as_of is None else line.counts_from <= self.as_of,
            true() if self.before is None else line.seq < self.before,
        )


async def first_after(connection: AsyncConnection, instant: datetime) -> int | None:
    """The position of the first line recorded after an instant."""
    query = select(func.min(line.seq)).where(line.recorded_at > instant)
    found: int | None = (await connection.execute(query)).scalar_one()
    return found


def _sums() -> list[Label[Any]]:
    """The sum of each kind of line; PostgreSQL adds up without bounds."""
    return [
        func.coalesce(func.sum(line.amount).filter(line.kind == kind.value), 0).label(kind.value)
        for kind in KINDS
    ]


async def totals(
    connection: AsyncConnection,
    moment: Moment,
    *,
    by: Sequence[str] = ("nature",),
    organisation_id: UUID | None = None,
    convention_id: UUID | None = None,
) -> Rows:
    """A row for each combination of the `by` columns, with the sum of each kind of line."""
    where = moment.condition()
    if organisation_id is not None:
        where = and_(where, line.organisation_id == organisation_id)
    if convention_id is not None:
        where = and_(where, line.convention_id == convention_id)
    found: Rows = (await connection.execute(_grouped(where, by, None))).all()
    return found


async def contributions(
    connection: AsyncConnection,
    moment: Moment,
    organisation_id: UUID,
    *,
    after: tuple[Any, ...] | None,
    limit: int,
) -> Rows:
    """What an organisation's contributions came to, by convention and name."""
    mine = line.organisation_id == organisation_id
    query = _grouped(and_(mine, moment.condition()), CONTRIBUTION, after)
    found: Rows = (await connection.execute(query.limit(limit))).all()
    return found


async def cells(
    connection: AsyncConnection,
    moment: Moment,
    convention_id: UUID,
    *,
    after: tuple[Any, ...] | None,
    limit: int,
) -> Rows:
    """What each partner promised and paid for each action and year of a convention."""
    here = line.convention_id == convention_id
    query = _grouped(and_(here, moment.condition()), CELL, after)
    found: Rows = (await connection.execute(query.limit(limit))).all()
    return found


def _grouped(
    where: ColumnElement[bool], by: Sequence[str], after: tuple[Any, ...] | None
) -> Select[tuple[Any, ...]]:
    """In the order of an index, so that a page reads its own lines alone."""
    keys = [line[name] for name in by]
    query = select(*keys, *_sums()).where(where)
    if after is not None:
        query = query.where(tuple_(*keys) > tuple_(*after))
    return query.group_by(*keys).order_by(*keys)


async def lines(
    connection: AsyncConnection,
    moment: Moment,
    *,
    organisation_id: UUID,
    after: tuple[int, int] | None,
    limit: int,
) -> Rows:
    """An organisation's lines following `after` (seq, nth), in the order of the log."""
    mine = line.organisation_id == organisation_id
    query = select(commitment_line).where(mine, moment.condition())
    if after is not None:
        query = query.where(tuple_(line.seq, line.nth) > tuple_(*after))
    return (await connection.execute(query.order_by(line.seq, line.nth).limit(limit))).all()


async def conventions(connection: AsyncConnection, ids: Collection[UUID]) -> dict[UUID, Row[Any]]:
    rows = await connection.execute(select(convention).where(convention.c.id.in_(ids)))
    return {row.id: row for row in rows}


async def organisations(connection: AsyncConnection, ids: Collection[UUID]) -> Rows:
    """As registered, else as first invited (lowest convention id)."""
    query = select(organisation).where(organisation.c.id.in_(ids))
    return (await connection.execute(query.order_by(organisation.c.id))).all()


async def organisation_totals(
    connection: AsyncConnection,
    moment: Moment,
    *,
    only: UUID | None,
    after: UUID | None,
    limit: int,
) -> Rows:
    """A page of organisations by id, each with a row for each nature of its promises: one query.

    What holds now is kept added up; another moment is added up from the page's own lines.
    """
    page = select(organisation).order_by(organisation.c.id).limit(limit)
    if only is not None:
        page = page.where(organisation.c.id == only)
    if after is not None:
        page = page.where(organisation.c.id > after)
    of_page = page.cte("page")
    if moment.now:
        sums = select(organisation_total).subquery("sums")
    else:
        theirs = line.organisation_id.in_(select(of_page.c.id))
        keys = (line.organisation_id, line.nature)
        then = select(*keys, *_sums()).where(theirs, moment.condition()).group_by(*keys)
        sums = then.subquery("sums")
    columns = [sums.c[name] for name in ("nature", *(kind.value for kind in KINDS))]
    query = select(of_page, *columns).outerjoin(sums, sums.c.organisation_id == of_page.c.id)
    return (await connection.execute(query.order_by(of_page.c.id, sums.c.nature))).all()


async def facts_of(connection: AsyncConnection, convention_id: UUID) -> Facts:
    """Who is tied to a convention; nobody, if there is none."""
    drafted = select(convention.c.drafted_by).where(convention.c.id == convention_id)
    parties = select(party.c.organisation_id).where(party.c.convention_id == convention_id)
    bodies = select(asked.c.organisation_id).where(asked.c.convention_id == convention_id)
    return Facts(
        drafted_by=(await connection.execute(drafted)).scalar_one_or_none(),
        parties=frozenset((await connection.execute(parties)).scalars()),
        asked=frozenset((await connection.execute(bodies)).scalars()),
    )
