"""Contributions that their payers are late with, on any day, as it was known at any time.

Of tranches that were called and not paid after their due day; counted as for one convention
(`domain/core/lateness.py`): a suspended day is none, and what ended is late no more.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from mithaq.money import Money
from mithaq.visibility import Sight, Tie
from sqlalchemy import Date, FromClause, Row, Select, func, select
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.core.lateness import Age, age_of, days_late
from conventions.read_models.convention_list import conventions
from conventions.read_models.places import within
from conventions.read_models.tranche_days import ENDED, SUSPENDED, moves, turns

_OF: Final = ("convention_id", "tranche", "contribution", "organisation_id", "action", "year")
Spans = list[tuple[date, date | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LateAsked:
    """Of which day, as known when, narrowed to what, within whose sight."""

    on: date
    known_at: datetime | None = None
    payers: tuple[UUID, ...] = ()
    territories: tuple[str, ...] = ()
    ages: tuple[Age, ...] = ()
    seen_by: Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class LateContribution:
    """A tranche its payer is late with: `late` was called and is not paid."""

    convention_id: UUID
    reference: str
    title_fr: str
    title_ar: str | None
    region: str
    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    due_on: date
    called: Money
    paid: Money
    late: Money
    days: int
    age: Age

    @property
    def key(self) -> tuple[date, UUID, str]:
        return (self.due_on, self.convention_id, self.tranche)


async def late_on(connection: AsyncConnection, asked: LateAsked) -> Sequence[LateContribution]:
    """The longest due first; whoever does not see everything finds what its own side pays."""
    rows = (await connection.execute(_unpaid(asked))).all()
    stood, ended = await _turns(connection, asked)
    found = (
        _late(row, days)
        for row in rows
        if row.convention_id not in ended
        and (days := days_late(row.due_on, asked.on, stood.get(row.convention_id, ())))
    )
    return [each for each in found if not asked.ages or each.age in asked.ages]


def _known(table: FromClause, asked: LateAsked) -> Iterator[Any]:
    yield table.c.holds_on <= asked.on
    if asked.known_at is not None:
        yield table.c.recorded_at <= asked.known_at


def _unpaid(asked: LateAsked) -> Select[Any]:
    """Called and not paid, past its due day, which is the one that was said last."""
    sums = _sums(asked).subquery("sums")
    dated = select(sums, sums.c.due_days[1].label("due_on")).subquery("dated")
    c = conventions.c
    return (
        select(dated, c.reference, c.title_fr, c.title_ar, c.region)
        .join(conventions, c.convention_id == dated.c.convention_id)
        .where(dated.c.due_on < asked.on)
        .order_by(dated.c.due_on, dated.c.convention_id, dated.c.tranche)
    )


def _sums(asked: LateAsked) -> Select[Any]:
    c = moves.c
    named = [c[name] for name in _OF]
    said = aggregate_order_by(c.due_on, c.seq.desc())
    due_days = func.array_agg(said, type_=ARRAY(Date)).filter(c.due_on.is_not(None))
    called, paid = func.sum(c.called), func.sum(c.paid)
    narrowed = select(
        *named, due_days.label("due_days"), called.label("called"), paid.label("paid")
    ).where(*_known(moves, asked))
    if asked.payers:
        narrowed = narrowed.where(c.organisation_id.in_(asked.payers))
    if not asked.seen_by.everything:
        narrowed = narrowed.where(c.organisation_id.in_(asked.seen_by.by(Tie.PARTY)))
    for code in asked.territories:
        narrowed = narrowed.where(c.convention_id.in_(within(code)))
    return narrowed.group_by(*named).having(called > paid)


async def _turns(
    connection: AsyncConnection, asked: LateAsked
) -> tuple[Mapping[UUID, Spans], frozenset[UUID]]:
    """By convention its suspensions, and those that ended by then."""
    c = turns.c
    wanted = select(turns).where(*_known(turns, asked)).order_by(c.convention_id, c.seq)
    rows = (await connection.execute(wanted)).all()
    stood: dict[UUID, Spans] = defaultdict(list)
    for convention_id, told in groupby(rows, key=lambda row: row.convention_id):
        for row in told:
            if row.turn == SUSPENDED:
                stood[convention_id].append((row.holds_on, None))
            elif row.turn != ENDED:
                first, _ = stood[convention_id].pop()
                stood[convention_id].append((first, row.holds_on))
    return stood, frozenset(row.convention_id for row in rows if row.turn == ENDED)


def _late(row: Row[Any], days: int) -> LateContribution:
    called, paid = int(row.called), int(row.paid)
    return LateContribution(
        **{name: row._mapping[name] for name in _OF},
        reference=row.reference,
        title_fr=row.title_fr,
        title_ar=row.title_ar,
        region=row.region,
        due_on=row.due_on,
        called=Money(called),
        paid=Money(paid),
        late=Money(called - paid),
        days=days,
        age=age_of(days),
    )
