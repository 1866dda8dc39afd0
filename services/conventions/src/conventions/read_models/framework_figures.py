"""Queries on frameworks' envelopes: what is offered, reserved, signed, paid and free."""

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from mithaq.money import Money
from mithaq.visibility import Sight
from sqlalchemy import Result, Row, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.envelopes.bodies import Parties, named_in
from conventions.domain.envelopes.envelope import Envelope, Texts
from conventions.domain.envelopes.figures import figures_of
from conventions.domain.envelopes.lines import EnvelopeLine, Key, Lines, Offer, amounts
from conventions.read_models.convention_list import conventions
from conventions.read_models.framework_envelope import (
    OWN_TEXT,
    envelopes,
    financed,
    offers,
    payments,
    reservations,
)
from conventions.read_models.involvement import involving

Rows = Sequence[Row[Any]]
Current = Callable[[Collection[UUID]], Awaitable[Mapping[UUID, UUID]]]
_ALWAYS: Final = date.min  # rows tell how things stand, not since when


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeRow:
    """Of one partner and year; `year` None: of no named year.

    `signed` and `paid` are of what is reserved, `free` is what one more reservation could take.
    """

    organisation_id: UUID
    year: int | None
    offered: Money
    reserved: Money
    signed: Money
    paid: Money
    free: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeRows:
    opened_on: date
    suspended: bool
    closed: bool
    lines: Sequence[EnvelopeRow]


async def envelope_of(
    connection: AsyncConnection, framework_id: UUID, current: Current
) -> EnvelopeRows | None:
    """The envelope as it stands, None of a framework that is not in force yet.

    `current` answers what goes on for those of some organisations that were merged.
    """
    opened = (await _of(connection, envelopes, framework_id)).one_or_none()
    if opened is None:
        return None
    held = (await _of(connection, reservations, framework_id)).all()
    signed_by = {
        row.convention_id for row in await _of(connection, financed, framework_id) if row.signed
    }
    signed = _added(
        row.lines for row in held if row.amendment == OWN_TEXT and row.convention_id in signed_by
    )
    paid: Counter[Key] = Counter()
    for row in await _of(connection, payments, framework_id):
        paid[row.organisation_id, row.year] += row.paid.centimes
    envelope = _envelope(opened, (await _of(connection, offers, framework_id)).all(), held)
    parties = Parties(str, await current(set(named_in(envelope))))
    return EnvelopeRows(
        opened_on=opened.opened_on,
        suspended=opened.suspended,
        closed=opened.closed,
        lines=[
            EnvelopeRow(
                organisation_id=each.organisation_id,
                year=each.year,
                offered=each.offered,
                reserved=each.reserved,
                signed=Money(signed[each.organisation_id, each.year]),
                paid=Money(paid[each.organisation_id, each.year]),
                free=each.free,
            )
            for each in figures_of(envelope, parties)
        ],
    )


async def _of(connection: AsyncConnection, table: Table, framework_id: UUID) -> Result[Any]:
    return await connection.execute(select(table).where(table.c.framework_id == framework_id))


def _added(texts: Iterable[list[list[Any]]]) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for lines in texts:
        found.update(amounts(_read(lines)))
    return found


def _envelope(opened: Row[Any], offered: Rows, held: Rows) -> Envelope:
    """As the stream makes it, but for the days."""
    texts: dict[UUID, Texts] = {}
    for row in held:
        text = row.amendment or None
        texts[row.convention_id] = {
            **texts.get(row.convention_id, {}),
            text: ((_ALWAYS, _read(row.lines)),),
        }
    by_text = {row.amendment: _offer(row) for row in offered}
    own = by_text.pop(OWN_TEXT)
    return Envelope(
        framework_id=opened.framework_id,
        opened_on=opened.opened_on,
        offers=((_ALWAYS, own),),
        agreed={number: (_ALWAYS, offer) for number, offer in by_text.items()},
        held=texts,
    )


def _offer(row: Row[Any]) -> Offer:
    return Offer(
        lines=_read(row.lines),
        first_year=row.first_year,
        last_year=row.last_year,
        ends_on=row.ends_on,
    )


def _read(lines: list[list[Any]]) -> Lines:
    return tuple(
        EnvelopeLine(organisation_id=UUID(organisation), year=year, amount=Money(centimes))
        for organisation, year, centimes in lines
    )


async def financed_under(
    connection: AsyncConnection,
    framework_id: UUID,
    *,
    limit: int,
    after: UUID | None = None,
    seen_by: Sight,
) -> Rows:
    """The conventions under a framework that are in this sight, newest first."""
    c = conventions.c
    under = select(financed.c.convention_id).where(
        financed.c.framework_id == framework_id, financed.c.convention_id != framework_id
    )
    query = select(conventions, c.convention_id.label("id")).where(c.convention_id.in_(under))
    if after is not None:
        query = query.where(c.convention_id < after)
    if not seen_by.everything:
        query = query.where(c.convention_id.in_(involving(seen_by.organisations, seen_by.ties)))
    found: Rows = (
        await connection.execute(query.order_by(c.convention_id.desc()).limit(limit))
    ).all()
    return found


async def reserved_by(
    connection: AsyncConnection, framework_id: UUID, convention_ids: Iterable[UUID]
) -> dict[UUID, Money]:
    """What each of these reserves in all, by its text that takes most."""
    query = select(reservations).where(
        reservations.c.framework_id == framework_id,
        reservations.c.convention_id.in_(list(convention_ids)),
    )
    found: dict[UUID, Money] = {}
    for row in await connection.execute(query):
        total = Money(sum(amounts(_read(row.lines)).values()))
        found[row.convention_id] = max(total, found.get(row.convention_id, total))
    return found
