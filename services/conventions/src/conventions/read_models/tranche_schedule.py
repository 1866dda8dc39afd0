"""Every tranche of every convention: what is due, called, paid, late."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from mithaq.events import Catalogue, Recorded
from mithaq.money import ZERO
from mithaq.projections import Amount, ReadModel
from mithaq.projections.rows import Row, read_rows, write_rows
from mithaq.visibility import Sight, Tie
from sqlalchemy import (
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
    text,
    tuple_,
)
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CATALOGUE
from conventions.domain.tranches import events as e

_STEPS: Mapping[type[e.TrancheMoney], str] = {
    e.FundsCalled: "called",
    e.TrancheCommitted: "committed",
    e.TrancheVisaed: "visaed",
    e.PaymentOrdered: "ordered",
    e.TranchePaid: "paid",
    e.AdvanceImputed: "paid",
    e.TrancheJustified: "justified",
}
EVERYTHING: Final = Sight(everything=True)
_AMOUNTS = tuple(dict.fromkeys(_STEPS.values()))
TRANCHE_EVENTS: Catalogue[e.TrancheEvent] = CATALOGUE.only(e.TrancheEvent)

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
    Column("amount", Amount, nullable=False),
    *(Column(step, Amount, nullable=False) for step in _AMOUNTS),
    Column("excess", Amount, nullable=False),
    Column("overpayment_open", Boolean, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    Index(
        "tranche_unpaid",
        "due_on",
        "convention_id",
        "tranche",
        postgresql_where=text("NOT cancelled AND paid < amount"),
    ),
    Index("tranche_by_organisation", "organisation_id", "due_on"),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[e.TrancheEvent]]) -> None:
    touched = [(r.event.convention_id, _name_of(r.event)) for r in events]
    rows = await read_rows(connection, tranches, touched)
    for key, recorded in zip(touched, events, strict=True):
        if isinstance(recorded.event, e.TranchePlanned):
            rows[key] = _planned(recorded.event)
        else:
            _change(rows[key], recorded.event)
    await write_rows(connection, tranches, rows)


def _name_of(event: e.TrancheEvent) -> str:
    return event.planned.tranche if isinstance(event, e.TranchePlanned) else event.tranche


def _planned(event: e.TranchePlanned) -> Row:
    planned = event.planned
    return {
        "convention_id": event.convention_id,
        "tranche": planned.tranche,
        "contribution": planned.contribution,
        "organisation_id": planned.organisation_id,
        "action": planned.action,
        "year": planned.year,
        "due_on": planned.due_on,
        "amount": planned.amount,
        **dict.fromkeys(_AMOUNTS, ZERO),
        "excess": ZERO,
        "overpayment_open": False,
        "cancelled": False,
    }


def _change(row: Row, event: e.MoneyEvent) -> None:
    match event:
        case e.TrancheCancelled(given_up=given_up, kept=kept):
            row["cancelled"] = not kept
            for step in ("amount", "called", "committed", "visaed"):
                row[step] -= getattr(given_up, step)
        case e.OverpaymentRecorded():
            row["excess"] += event.excess
        case e.OverpaymentSettled():
            row["excess"] -= event.amount
        case e.RefundReceived():
            pass
        case e.StepReversed():
            row[event.stage] -= event.amount
        case _:
            row[_STEPS[type(event)]] += event.amount
    row["overpayment_open"] = bool(row["excess"])


TRANCHE_SCHEDULE = ReadModel(
    name="tranche_schedule",
    metadata=metadata,
    catalogue=TRANCHE_EVENTS,
    project=project,
    revision=2,  # an index for what is unpaid alone; excess falls as it is settled
)


async def unpaid(
    connection: AsyncConnection,
    *,
    limit: int,
    after: tuple[date, UUID, str] | None = None,
    due_before: date | None = None,
    organisation: UUID | None = None,
    seen_by: Sight = EVERYTHING,
) -> Sequence[ResultRow[Any]]:
    """Tranches with money still to be paid, the longest due first.

    Whoever does not see everything finds those that its own organisation pays.
    """
    c = tranches.c
    cursor = tuple_(c.due_on, c.convention_id, c.tranche)
    query = select(tranches).where(~c.cancelled, c.paid < c.amount)
    if after is not None:
        query = query.where(cursor > tuple_(*after))
    if due_before is not None:
        query = query.where(c.due_on < due_before)
    if organisation is not None:
        query = query.where(c.organisation_id == organisation)
    if not seen_by.everything:
        query = query.where(c.organisation_id == seen_by.by(Tie.PARTY))
    ordered = query.order_by(c.due_on, c.convention_id, c.tranche).limit(limit)
    return (await connection.execute(ordered)).all()
