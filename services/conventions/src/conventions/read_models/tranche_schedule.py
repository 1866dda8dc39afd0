"""Every tranche of every convention: what is due, called, paid, late."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from mithaq.events import Catalogue, Recorded
from mithaq.projections import ReadModel
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CATALOGUE
from conventions.domain.events import executing as e
from conventions.read_models.rows import Row, read_rows, write_rows

_STEPS = {
    e.FundsCalled: "called",
    e.TrancheCommitted: "committed",
    e.TrancheVisaed: "visaed",
    e.PaymentOrdered: "ordered",
    e.TranchePaid: "paid",
    e.TrancheJustified: "justified",
}
TrancheEvent = (
    e.TranchePlanned
    | e.TrancheCancelled
    | e.OverpaymentRecorded
    | e.OverpaymentSettled
    | e.FundsCalled
    | e.TrancheCommitted
    | e.TrancheVisaed
    | e.PaymentOrdered
    | e.TranchePaid
    | e.TrancheJustified
)
TRANCHE_EVENTS: Catalogue[TrancheEvent] = CATALOGUE.only(TrancheEvent)

metadata = MetaData(schema="tranche_schedule")
tranches = Table(
    "tranche",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("tranche", Text, primary_key=True),
    Column("contribution", Text, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("action", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("amount", BigInteger, nullable=False),
    *(Column(step, BigInteger, nullable=False) for step in _STEPS.values()),
    Column("excess", BigInteger, nullable=False),
    Column("overpayment_open", Boolean, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    Index("tranche_by_due", "due_on", "convention_id", "tranche"),
    Index("tranche_by_organisation", "organisation_id", "due_on"),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[TrancheEvent]]) -> None:
    touched = [(r.event.convention_id, r.event.tranche) for r in events]
    rows = await read_rows(connection, tranches, touched)
    for recorded in events:
        event = recorded.event
        key = (event.convention_id, event.tranche)
        if isinstance(event, e.TranchePlanned):
            rows[key] = _planned(event)
        else:
            _change(rows[key], event)
    await write_rows(connection, tranches, rows)


def _planned(event: e.TranchePlanned) -> Row:
    return {
        "convention_id": event.convention_id,
        "tranche": event.tranche,
        "contribution": event.contribution,
        "organisation_id": event.organisation_id,
        "action": event.action,
        "year": event.year,
        "due_on": event.due_on,
        "amount": event.amount.centimes,
        **dict.fromkeys(_STEPS.values(), 0),
        "excess": 0,
        "overpayment_open": False,
        "cancelled": False,
    }


def _change(row: Row, event: TrancheEvent) -> None:
    match event:
        case e.TrancheCancelled():
            paid = row["paid"]
            row |= {"called": paid, "committed": paid, "visaed": paid} if paid else {}
            row |= {"amount": paid} if paid else {"cancelled": True}
        case e.OverpaymentRecorded():
            row["excess"] += event.excess.centimes
            row["overpayment_open"] = True
        case e.OverpaymentSettled():
            row["overpayment_open"] = False
        case e.TranchePlanned():
            pass
        case _:
            row[_STEPS[type(event)]] += event.amount.centimes


TRANCHE_SCHEDULE = ReadModel(
    name="tranche_schedule", metadata=metadata, catalogue=TRANCHE_EVENTS, project=project
)


async def unpaid(
    connection: AsyncConnection,
    *,
    limit: int,
    after: tuple[date, UUID, str] | None = None,
    due_before: date | None = None,
    organisation: UUID | None = None,
) -> Sequence[Any]:
    """Tranches with money still to be paid, the longest due first."""
    c = tranches.c
    place = tuple_(c.due_on, c.convention_id, c.tranche)
    query = select(tranches).where(~c.cancelled, c.paid < c.amount)
    if after is not None:
        query = query.where(place > tuple_(*after))
    if due_before is not None:
        query = query.where(c.due_on < due_before)
    if organisation is not None:
        query = query.where(c.organisation_id == organisation)
    ordered = query.order_by(c.due_on, c.convention_id, c.tranche).limit(limit)
    return (await connection.execute(ordered)).all()
