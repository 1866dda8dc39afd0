"""What decisions ask of partners' organisations and mandates: queries on `partner_registry`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from mithaq.money import Money
from mithaq.projections import Reader
from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.core.signing_round import Mandate
from conventions.domain.core.vocabulary import CeilingScope
from conventions.read_models.partner_registry import (
    mandates,
    organisations,
    representatives,
    suspensions,
)
from conventions.registry import KnownOrganisation, Standing

o, m = organisations.c, mandates.c


class PostgresRegistry:
    """`Registry` over these rows."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def organisation(self, organisation_id: UUID) -> KnownOrganisation | None:
        return next(iter(await self.organisations([organisation_id])), None)

    async def organisations(self, wanted: Collection[UUID]) -> Sequence[KnownOrganisation]:
        query = select(organisations).where(o.organisation_id.in_(wanted))
        async with self._reader.connect() as connection:
            rows = (await connection.execute(query.order_by(o.organisation_id))).all()
        return [_known(row) for row in rows]

    async def current(self, wanted: Collection[UUID]) -> Mapping[UUID, UUID]:
        async with self._reader.connect() as connection:
            return await _current(connection, wanted)

    async def merged_into(self, organisation_id: UUID) -> Sequence[UUID]:
        async with self._reader.connect() as connection:
            return await _below(connection, organisation_id)

    async def entries_of(self, organisation_id: UUID) -> Sequence[UUID]:
        async with self._reader.connect() as connection:
            return await _entries(connection, organisation_id)

    async def standing(self, wanted: Iterable[UUID], days: Iterable[date]) -> Standing:
        """One query where everybody is active, as almost always."""
        asked, on = frozenset(wanted), tuple(days)
        async with self._reader.connect() as connection:
            stopped = asked - await _acting(connection, asked, on)
            if not stopped:
                return Standing()
            survivors = await _current(connection, stopped)
            if not survivors:
                return Standing(inactive=stopped)
            acting = await _acting(connection, survivors.values(), on)
            then = await _suspended(connection, survivors.keys(), on)
        answered = {each for each, by in survivors.items() if by in acting and each not in then}
        return Standing(inactive=stopped - answered, answered_by=survivors)

    async def can_sign(self, organisation: UUID, on: date, *, without: UUID) -> bool:
        async with self._reader.connect() as connection:
            entries = await _entries(connection, organisation)
            holds = select(m.mandate_id).where(
                m.organisation_id.in_(entries),
                m.mandate_id != without,
                m.confirmed,
                m.valid_from <= on,
                or_(m.valid_to.is_(None), m.valid_to >= on),
                or_(m.revoked_on.is_(None), m.revoked_on > on),
            )
            return (await connection.execute(holds.limit(1))).one_or_none() is not None

    async def mandate(self, mandate_id: UUID) -> Mandate | None:
        """Whoever was erased has no subject any more: nobody's, so nobody signs with it."""
        async with self._reader.connect() as connection:
            row = await _mandate_row(connection, mandate_id)
            if row is None:
                return None
            entries = await _entries(connection, row.organisation_id)
            above, next_ = list[Mandate](), row.delegated_from
            while next_ is not None and (found := await _mandate_row(connection, next_)):
                above.append(_mandate(found))
                next_ = found.delegated_from
        return _mandate(row, above, frozenset(entries) - {row.organisation_id})


async def _current(connection: AsyncConnection, wanted: Collection[UUID]) -> dict[UUID, UUID]:
    """One query for each remove, of which there is hardly ever a second."""
    answers: dict[UUID, UUID] = {}
    unknown = set(wanted)
    while unknown:
        query = select(o.organisation_id, o.merged_into).where(
            o.organisation_id.in_(unknown), o.merged_into.is_not(None)
        )
        found = {row.organisation_id: row.merged_into for row in await connection.execute(query)}
        answers |= found
        unknown = set(found.values()) - answers.keys()
    return {each: _last(answers, each) for each in wanted if each in answers}


def _last(answers: Mapping[UUID, UUID], organisation: UUID) -> UUID:
    """The end of the chain.

    A separation and a merger the other way round come from two streams, and may be heard in either
    order: for that moment there is a circle, which is left where it closes.
    """
    met = {organisation}
    while (further := answers.get(organisation)) is not None and further not in met:
        organisation = further
        met.add(organisation)
    return organisation


async def _below(connection: AsyncConnection, organisation: UUID) -> list[UUID]:
    found, unseen, met = list[UUID](), [organisation], {organisation}
    while unseen:
        query = select(o.organisation_id, o.merged_into).where(o.merged_into.in_(unseen))
        rows = await connection.execute(query.order_by(o.organisation_id))
        unseen = [each for each in (row.organisation_id for row in rows) if each not in met]
        met.update(unseen)
        found += unseen
    return found


async def _entries(connection: AsyncConnection, organisation: UUID) -> list[UUID]:
    """Every entry of the body that this one is an entry of."""
    first = (await _current(connection, [organisation])).get(organisation, organisation)
    return [first, *await _below(connection, first)]


async def _acting(
    connection: AsyncConnection, asked: Iterable[UUID], days: Iterable[date]
) -> frozenset[UUID]:
    wanted, c = list(asked), suspensions.c
    acting = select(o.organisation_id).where(
        o.organisation_id.in_(wanted),
        o.active,
        o.organisation_id.not_in(
            select(c.organisation_id).where(c.organisation_id.in_(wanted), _on(days))
        ),
    )
    return frozenset((await connection.execute(acting)).scalars())


async def _suspended(
    connection: AsyncConnection, asked: Iterable[UUID], days: Iterable[date]
) -> frozenset[UUID]:
    c = suspensions.c
    query = select(c.organisation_id).where(c.organisation_id.in_(list(asked)), _on(days))
    return frozenset((await connection.execute(query)).scalars())


def _on(days: Iterable[date]) -> ColumnElement[bool]:
    """Without power on one of these days."""
    c = suspensions.c
    on_a_day = (and_(c.since <= day, or_(c.until.is_(None), day < c.until)) for day in days)
    return or_(*on_a_day, false())


async def _mandate_row(connection: AsyncConnection, mandate_id: UUID) -> ResultRow[Any] | None:
    holder = representatives.c.representative_id == m.representative_id
    query = (
        select(mandates, func.coalesce(representatives.c.subject, "").label("subject"))
        .outerjoin(representatives, holder)
        .where(m.mandate_id == mandate_id)
    )
    return (await connection.execute(query)).one_or_none()


def _known(row: ResultRow[Any]) -> KnownOrganisation:
    return KnownOrganisation(
        organisation_id=row.organisation_id,
        kind=row.kind,
        name_fr=row.name_fr,
        name_ar=row.name_ar,
        active=row.active,
        merged_into=row.merged_into,
        closed_on=row.closed_on,
        parent=row.parent,
    )


def _mandate(
    row: ResultRow[Any], above: Sequence[Mandate] = (), also_for: frozenset[UUID] = frozenset()
) -> Mandate:
    """A scope that this service does not know bounds as much as any: the total."""
    each_alone = row.ceiling_scope == CeilingScope.SIGNATURE
    return Mandate(
        mandate_id=row.mandate_id,
        organisation_id=row.organisation_id,
        representative_id=row.representative_id,
        subject=row.subject,
        capacity=row.capacity,
        instrument=row.instrument,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        ceiling_scope=CeilingScope.SIGNATURE if each_alone else CeilingScope.TOTAL,
        confirmed=row.confirmed,
        ceiling=None if row.ceiling is None else Money(row.ceiling),
        revoked_on=row.revoked_on,
        above=tuple(above),
        depth=row.depth,
        also_for=also_for,
    )
