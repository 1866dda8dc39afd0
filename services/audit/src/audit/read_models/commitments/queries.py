"""Queries on the ledger. Totals are sums of lines, as of a day and as known at an instant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, select, true, tuple_, union
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.domain.ledger.line import KINDS
from audit.read_models.commitments.tables import commitment_line, convention, organisation, party

line = commitment_line.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Which lines count: those that hold by `as_of` and were recorded by `known_at`."""

    as_of: date | None = None
    known_at: datetime | None = None

    def condition(self) -> ColumnElement[bool]:
        return and_(
            true() if self.as_of is None else line.effective_date <= self.as_of,
            true() if self.known_at is None else line.recorded_at <= self.known_at,
        )


async def totals(
    connection: AsyncConnection,
    moment: Moment,
    *,
    by: Sequence[str],
    organisations: Collection[UUID] | None = None,
    convention_id: UUID | None = None,
) -> Sequence[Row[Any]]:
    """A row for each combination of the `by` columns, with the sum of each kind of line."""
    keys = [line[name] for name in by]
    sums = [
        func.coalesce(func.sum(line.amount).filter(line.kind == kind.value), 0).label(kind.value)
        for kind in KINDS
    ]
    query = select(*keys, *sums).where(moment.condition())
    if organisations is not None:
        query = query.where(line.organisation_id.in_(organisations))
    if convention_id is not None:
        query = query.where(line.convention_id == convention_id)
    return (await connection.execute(query.group_by(*keys).order_by(*keys))).all()


async def lines(
    connection: AsyncConnection,
    moment: Moment,
    *,
    organisation_id: UUID,
    after: tuple[int, int] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """An organisation's lines following `after` (seq, nth), in the order of the log."""
    mine = line.organisation_id == organisation_id
    query = select(commitment_line).where(mine, moment.condition())
    if after is not None:
        query = query.where(tuple_(line.seq, line.nth) > tuple_(*after))
    return (await connection.execute(query.order_by(line.seq, line.nth).limit(limit))).all()


async def conventions(connection: AsyncConnection, ids: Collection[UUID]) -> dict[UUID, Row[Any]]:
    rows = await connection.execute(select(convention).where(convention.c.id.in_(ids)))
    return {row.id: row for row in rows}


async def names(
    connection: AsyncConnection, ids: Collection[UUID]
) -> dict[UUID, tuple[str, str | None]]:
    """How organisations are called: as registered, else as first invited (lowest convention id)."""
    invited = await connection.execute(
        select(party).where(party.c.organisation_id.in_(ids)).order_by(party.c.convention_id.desc())
    )
    found = {row.organisation_id: (row.name_fr, row.name_ar) for row in invited}
    registered = await connection.execute(select(organisation).where(organisation.c.id.in_(ids)))
    return {**found, **{row.id: (row.name_fr, row.name_ar) for row in registered}}


async def organisations(
    connection: AsyncConnection, *, only: UUID | None, after: UUID | None, limit: int
) -> Sequence[UUID]:
    """Organisations that are registered or party to a convention, by id."""
    known = union(select(organisation.c.id), select(party.c.organisation_id)).subquery()
    query = select(known.c.id).order_by(known.c.id).limit(limit)
    if only is not None:
        query = query.where(known.c.id == only)
    if after is not None:
        query = query.where(known.c.id > after)
    return (await connection.execute(query)).scalars().all()


async def parties_of(connection: AsyncConnection, convention_id: UUID) -> Sequence[UUID]:
    query = select(party.c.organisation_id).where(party.c.convention_id == convention_id)
    return (await connection.execute(query)).scalars().all()
