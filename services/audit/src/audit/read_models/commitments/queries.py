"""Queries on the ledger: pages and sums of lines, as of a day and as known at an instant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from mithaq.visibility import Facts
from sqlalchemy import (
    CTE,
    ColumnElement,
    Label,
    Row,
    Select,
    Uuid,
    and_,
    func,
    literal,
    select,
    true,
    tuple_,
)
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
_UNDER: Final = convention.c.framework_id.is_not(None).label("under")
_WITH_CONVENTION: Final = commitment_line.outerjoin(
    convention, convention.c.id == commitment_line.c.convention_id
)
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
    organisations: Collection[UUID] = (),
    convention_id: UUID | None = None,
) -> Rows:
    """A row for each combination of the `by` columns, with the sum of each kind of line."""
    where = moment.condition()
    if organisations:
        where = and_(where, line.organisation_id.in_(organisations))
    if convention_id is not None:
        where = and_(where, line.convention_id == convention_id)
    found: Rows = (await connection.execute(_grouped(where, by, None))).all()
    return found


async def totals_of(
    connection: AsyncConnection, moment: Moment, organisations: Collection[UUID]
) -> Rows:
    """Of one partner, under whichever of these it was recorded: by nature and family."""
    of = (line.nature, convention.c.family, _UNDER)
    query = select(*of, *_sums()).select_from(_WITH_CONVENTION)
    query = query.where(line.organisation_id.in_(organisations), moment.condition())
    found: Rows = (await connection.execute(query.group_by(*of).order_by(*of))).all()
    return found


async def family_totals(connection: AsyncConnection, moment: Moment, framework_id: UUID) -> Rows:
    """Of a framework and what is financed under it, apart: by partner, as merged, and nature."""
    itself = (organisation.c.id, organisation.c.id.label("body"))
    entry = _entries(select(*itself).where(organisation.c.merged_into.is_(None)))
    of = (entry.c.body, line.nature, convention.c.family, _UNDER)
    query = select(*of, *_sums()).select_from(_WITH_CONVENTION)
    query = query.where(
        line.organisation_id == entry.c.id,
        convention.c.family == framework_id,
        moment.condition(),
    )
    found: Rows = (await connection.execute(query.group_by(*of).order_by(*of))).all()
    return found


async def contributions(
    connection: AsyncConnection,
    moment: Moment,
    organisations: Collection[UUID],
    *,
    after: tuple[Any, ...] | None,
    limit: int,
) -> Rows:
    """What the contributions of these came to, by convention and name."""
    mine = line.organisation_id.in_(organisations)
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
    organisations: Collection[UUID],
    after: tuple[int, int] | None,
    limit: int,
) -> Rows:
    """The lines of these organisations following `after` (seq, nth), in the order of the log."""
    mine = line.organisation_id.in_(organisations)
    query = select(commitment_line, convention.c.framework_id).select_from(_WITH_CONVENTION)
    query = query.where(mine, moment.condition())
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
    """A page of organisations by id, each with rows by nature and family: one query.

    What was merged into one counts with it, and has no row of its own unless it is asked for. What
    holds now is kept added up; another moment is added up from the page's own lines.
    """
    page = select(organisation).order_by(organisation.c.id).limit(limit)
    if only is None:
        page = page.where(organisation.c.merged_into.is_(None))
    else:
        page = page.where(organisation.c.id == only)
    if after is not None:
        page = page.where(organisation.c.id > after)
    of_page = page.cte("page")
    entry = _entries(select(of_page.c.id, of_page.c.id.label("body")))
    keys: tuple[ColumnElement[Any], ...]
    if moment.now:
        kept = organisation_total.c
        keys = (entry.c.body, kept.nature, kept.family, kept.under)
        added = [func.sum(kept[kind.value]).label(kind.value) for kind in KINDS]
        theirs = select(*keys, *added).where(kept.organisation_id == entry.c.id)
    else:
        keys = (entry.c.body, line.nature, convention.c.family, _UNDER)
        theirs = select(*keys, *_sums()).select_from(_WITH_CONVENTION)
        theirs = theirs.where(line.organisation_id == entry.c.id, moment.condition())
    sums = theirs.group_by(*keys).subquery("sums")
    names = ("nature", "family", "under", *(kind.value for kind in KINDS))
    columns = [sums.c[name] for name in names]
    query = select(of_page, *columns).outerjoin(sums, sums.c.body == of_page.c.id)
    return (await connection.execute(query.order_by(of_page.c.id, sums.c.nature))).all()


def _entries(first: Select[tuple[UUID, UUID]]) -> CTE:
    """Of each organisation itself and all that was merged into it: `id` and the one's, `body`.

    `union` ends where nothing is new: of two streams a merger and a separation may be heard in
    either order, and for that moment make a circle.
    """
    entry = first.cte("entry", recursive=True)
    below = select(organisation.c.id, entry.c.body).where(organisation.c.merged_into == entry.c.id)
    return entry.union(below)


async def entries_of(connection: AsyncConnection, organisation_id: UUID) -> Sequence[UUID]:
    """The organisation and whatever was merged into it."""
    one = literal(organisation_id, Uuid)
    entry = _entries(select(one.label("id"), one.label("body")))
    return (await connection.execute(select(entry.c.id).order_by(entry.c.id))).scalars().all()


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
