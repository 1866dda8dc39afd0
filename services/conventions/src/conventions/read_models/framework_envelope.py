"""Frameworks' envelopes, what is reserved of them, and what is paid under them."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.money import ZERO
from mithaq.projections import Amount, ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, add_rows, delete_rows, read_rows, write_rows
from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CATALOGUE
from conventions.domain.core.vocabulary import Instrument, Stage
from conventions.domain.drafting.events import ConventionDrafted
from conventions.domain.envelopes import events as e
from conventions.domain.envelopes.lines import Lines, Offer
from conventions.domain.signatures.events import ConventionSigned
from conventions.domain.takeover.events import TakeoverEvent
from conventions.domain.tranches import events as tranches
from conventions.read_models.archive import as_ordinary

OWN_TEXT: Final = 0  # in the place of an amendment's number
PaidEvent = tranches.TranchePaid | tranches.AdvanceImputed | tranches.StepReversed
ReadEvent = ConventionDrafted | ConventionSigned | PaidEvent | e.EnvelopeEvents

metadata = ModelTables("framework_envelope", revision=1)
envelopes = Table(
    "envelope",
    metadata,
    Column("framework_id", Uuid, primary_key=True),
    Column("opened_on", Date, nullable=False),
    Column("suspended", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),
)
# What the framework's text offers, and what its agreed amendments will.
offers = Table(
    "offer",
    metadata,
    Column("framework_id", Uuid, primary_key=True),
    Column("amendment", Integer, primary_key=True, autoincrement=False),
    Column("lines", JSONB, nullable=False),
    Column("first_year", Integer),
    Column("last_year", Integer),
    Column("ends_on", Date),
)
reservations = Table(
    "reservation",
    metadata,
    Column("framework_id", Uuid, primary_key=True),
    Column("convention_id", Uuid, primary_key=True),
    Column("amendment", Integer, primary_key=True, autoincrement=False),
    Column("lines", JSONB, nullable=False),
)
# Each framework, under itself, and each convention under it; `signed`: all have signed.
financed = Table(
    "financed",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("framework_id", Uuid, nullable=False),
    Column("signed", Boolean, nullable=False),
    Index("financed_by_framework", "framework_id", "convention_id"),
)
payments = Table(
    "payment",
    metadata,
    Column("framework_id", Uuid, primary_key=True),
    Column("convention_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("paid", Amount, nullable=False),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[Any]]) -> None:
    events = [each for each in as_ordinary(events) if isinstance(each.event, ReadEvent)]
    await _write_conventions(connection, [each.event for each in events])
    told = [each.event for each in events if isinstance(each.event, e.EnvelopeEvents)]
    await _write_envelopes(connection, told)
    await _write_texts(connection, told)


async def _write_conventions(connection: AsyncConnection, events: Sequence[ReadEvent]) -> None:
    """What is no framework, and under none, has no row."""
    about = [each for each in events if isinstance(each, ConventionSigned | PaidEvent)]
    rows = await read_rows(connection, financed, [(each.convention_id,) for each in about])
    paid: dict[Key, Row] = {}
    for event in events:
        match event:
            case ConventionDrafted():
                rows |= _drafted(event)
            case ConventionSigned() if (event.convention_id,) in rows:
                rows[event.convention_id,]["signed"] = True
            case tranches.TranchePaid() | tranches.AdvanceImputed() | tranches.StepReversed():
                row = rows.get((event.convention_id,))
                if row is not None:
                    _pay(paid, row["framework_id"], event)
            case _:
                pass
    await write_rows(connection, financed, rows)
    await add_rows(connection, payments, paid)


def _drafted(event: ConventionDrafted) -> dict[Key, Row]:
    convention_id, outline = event.convention_id, event.outline
    is_framework = outline.instrument == Instrument.FRAMEWORK
    framework_id = convention_id if is_framework else outline.framework_id
    if framework_id is None:
        return {}
    row = {"convention_id": convention_id, "framework_id": framework_id, "signed": False}
    return {(convention_id,): row}


def _pay(paid: dict[Key, Row], framework_id: UUID, event: PaidEvent) -> None:
    amount = event.amount
    if isinstance(event, tranches.StepReversed):
        amount = -amount if event.stage == Stage.PAID else ZERO
    key = (framework_id, event.convention_id, event.organisation_id, event.year)
    names = ("framework_id", "convention_id", "organisation_id", "year")
    row = paid.setdefault(key, {**dict(zip(names, key, strict=True)), "paid": ZERO})
    row["paid"] += amount


async def _write_envelopes(connection: AsyncConnection, events: Sequence[e.EnvelopeEvents]) -> None:
    rows = await read_rows(connection, envelopes, [(each.framework_id,) for each in events])
    for event in events:
        match event:
            case e.EnvelopeOpened():
                rows[event.framework_id,] = {
                    "framework_id": event.framework_id,
                    "opened_on": event.in_force_on,
                    "suspended": False,
                    "closed": False,
                }
            case e.EnvelopeSuspended() | e.EnvelopeResumed():
                suspended = isinstance(event, e.EnvelopeSuspended)
                rows[event.framework_id,]["suspended"] = suspended
            case e.EnvelopeClosed():
                rows[event.framework_id,]["closed"] = True
            case _:
                pass
    await write_rows(connection, envelopes, rows)


async def _write_texts(connection: AsyncConnection, events: Sequence[e.EnvelopeEvents]) -> None:
    """Of an offer and of a reservation, the last word of the batch counts."""
    offered: dict[Key, Row | None] = {}
    reserved: dict[Key, Row | None] = {}
    for event in events:
        match event:
            case e.EnvelopeOpened(offer=offer) | e.EnvelopeRevised(offer=offer):
                offered[event.framework_id, OWN_TEXT] = _offer(event.framework_id, OWN_TEXT, offer)
            case e.EnvelopeRevisionAgreed(amendment=number, offer=offer):
                offered[event.framework_id, number] = _offer(event.framework_id, number, offer)
            case e.EnvelopeRevisionEnded(amendment=number):
                offered[event.framework_id, number] = None
            case e.EnvelopeReserved() | e.EnvelopeReleased():
                text = event.amendment or OWN_TEXT
                key = (event.framework_id, event.convention_id, text)
                reserved[key] = None if isinstance(event, e.EnvelopeReleased) else _reserved(event)
            case _:
                pass
    for table, rows in ((offers, offered), (reservations, reserved)):
        there = {key: row for key, row in rows.items() if row is not None}
        await delete_rows(connection, table, rows.keys() - there.keys())
        await write_rows(connection, table, there)


def _offer(framework_id: UUID, amendment: int, offer: Offer) -> Row:
    return {
        "framework_id": framework_id,
        "amendment": amendment,
        "lines": _written(offer.lines),
        "first_year": offer.first_year,
        "last_year": offer.last_year,
        "ends_on": offer.ends_on,
    }


def _reserved(event: e.EnvelopeReserved) -> Row:
    return {
        "framework_id": event.framework_id,
        "convention_id": event.convention_id,
        "amendment": event.amendment or OWN_TEXT,
        "lines": _written(event.lines),
    }


def _written(lines: Lines) -> list[list[str | int | None]]:
    return [[str(line.organisation_id), line.year, line.amount.centimes] for line in lines]


FRAMEWORK_ENVELOPE = ReadModel(
    metadata=metadata,
    catalogue=CATALOGUE.only(ReadEvent | TakeoverEvent),
    project=project,
)
