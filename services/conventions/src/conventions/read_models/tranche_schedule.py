"""Every tranche of every convention: what is due, called, paid, late."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final, get_args
from uuid import UUID

from mithaq.events import Catalogue, Recorded
from mithaq.money import ZERO
from mithaq.projections import Amount, ModelTables, ReadModel
from mithaq.projections.rows import Row, read_rows, write_rows
from mithaq.visibility import Sight, Tie
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    Select,
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
from conventions.domain.takeover.events import TakeoverEvent
from conventions.domain.tranches import events as e
from conventions.read_models.archive import as_ordinary

_STEPS: Mapping[type[e.TrancheMoney], str] = {
    e.FundsCalled: "called",
    e.TrancheCommitted: "committed",
    e.TrancheVisaed: "visaed",
    e.PaymentOrdered: "ordered",
    e.TranchePaid: "paid",
    e.AdvanceImputed: "paid",
    e.TrancheJustified: "justified",
}
# What is settled is in no index: the list of what is late does not read what the past has paid.
UNPAID: Final = "NOT cancelled AND paid < amount"
_ORDER: Final = ("due_on", "convention_id", "tranche")
EVERYTHING: Final = Sight(everything=True)
# The steps that what is claimed back on termination had gone through.
_CLAIMED: Final = ("called", "committed", "visaed", "ordered", "paid")
_AMOUNTS = tuple(dict.fromkeys(_STEPS.values()))
TRANCHE_EVENTS: Catalogue[e.TrancheEvent | TakeoverEvent] = CATALOGUE.only(
    e.TrancheEvent | TakeoverEvent
)
_OF_TRANCHES: Final = frozenset(get_args(e.TrancheEvent))

# Revision: amendments reschedule tranches, and what is not justified goes back on termination; what
# is late is read from an index alone.
metadata = ModelTables("tranche_schedule", revision=5)
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
        *_ORDER,
        postgresql_where=text(UNPAID),
        postgresql_include=("amount", "paid"),
    ),
    Index(
        "tranche_unpaid_by_organisation",
        *("organisation_id", *_ORDER),
        postgresql_where=text(UNPAID),
    ),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[Any]]) -> None:
    """Of tranches, and of what the archive tells of some."""
    events = [each for each in as_ordinary(events) if type(each.event) in _OF_TRANCHES]
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


def _change(row: Row, event: e.MoneyEvent) -> None:  # noqa: C901 - one case an event
    match event:
        case e.TrancheCancelled(given_up=given_up, kept=kept):
            row["cancelled"] = not kept
            for step in ("amount", "called", "committed", "visaed"):
                row[step] -= getattr(given_up, step)
        case e.TrancheRescheduled():
            row |= {"due_on": event.due_on, "amount": event.amount}
        case e.RefundClaimed():
            for step in ("amount", *_CLAIMED):
                row[step] -= event.amount
        case e.RefundOverdue():
            pass  # no amount moves
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
    metadata=metadata,
    catalogue=TRANCHE_EVENTS,
    project=project,
)


async def unpaid(
    connection: AsyncConnection,
    *,
    limit: int,
    after: tuple[date, UUID, str] | None = None,
    due_before: date | None = None,
    organisations: Collection[UUID] = (),
    convention: UUID | None = None,
    year: int | None = None,
    seen_by: Sight = EVERYTHING,
) -> Sequence[ResultRow[Any]]:
    """Tranches with money still to be paid, the longest due first.

    Whoever does not see everything finds those that its own organisation pays.
    """
    wanted = unpaid_query(
        after=after,
        due_before=due_before,
        organisations=organisations,
        convention=convention,
        year=year,
    )
    if not seen_by.everything:
        wanted = wanted.where(tranches.c.organisation_id.in_(seen_by.by(Tie.PARTY)))
    rows: Sequence[ResultRow[Any]] = (await connection.execute(wanted.limit(limit))).all()
    return rows


def unpaid_query(
    *,
    after: tuple[date, UUID, str] | None = None,
    due_before: date | None = None,
    organisations: Collection[UUID] = (),
    convention: UUID | None = None,
    year: int | None = None,
) -> Select[Any]:
    """In the words of the indexes, so that a plan made for any values uses them."""
    c = tranches.c
    order = [c[name] for name in _ORDER]
    query = select(tranches).where(text(UNPAID)).order_by(*order)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*after))
    if due_before is not None:
        query = query.where(c.due_on < due_before)
    if organisations:
        query = query.where(c.organisation_id.in_(organisations))
    if convention is not None:
        query = query.where(c.convention_id == convention)
    if year is not None:
        query = query.where(c.year == year)
    return query
