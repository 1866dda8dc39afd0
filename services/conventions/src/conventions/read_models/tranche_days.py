"""What was called and paid of every tranche, by day and by time of recording: late on any day."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, write_rows
from sqlalchemy import BigInteger, Column, Date, DateTime, Index, Integer, Table, Text, Uuid
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CATALOGUE
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.ending import events as ending
from conventions.domain.takeover.events import TakeoverEvent
from conventions.domain.tranches import events as e
from conventions.read_models.archive import Dated, dated

SUSPENDED: Final = "suspended"
RESUMED: Final = "resumed"
ENDED: Final = "ended"
_TURNS: Final = {
    ending.ConventionSuspended: SUSPENDED,
    ending.ConventionResumed: RESUMED,
    ending.ConventionCompleted: ENDED,
    ending.ConventionTerminated: ENDED,
    ending.TerminationPronounced: ENDED,
}
ReadEvent = e.TrancheEvent | ending.EndingEvent | TakeoverEvent
# What moves, in centimes: (called, paid); what was seen paid beyond the orders is paid.
_Move = tuple[int, int]

metadata = ModelTables("tranche_days", revision=1)
# `due_on` where the event says it; amounts are what it added, in centimes.
moves = Table(
    "tranche_move",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("tranche", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("nth", Integer, primary_key=True, autoincrement=False),
    Column("contribution", Text, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("action", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("holds_on", Date, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("due_on", Date),
    Column("called", BigInteger, nullable=False),
    Column("paid", BigInteger, nullable=False),
    Index("tranche_move_by_organisation", "organisation_id"),
)
# When the count of days stood still, went on, and ended.
turns = Table(
    "convention_turn",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("turn", Text, nullable=False),
    Column("holds_on", Date, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[ReadEvent]]) -> None:
    moved: dict[Key, Row] = {}
    turned: dict[Key, Row] = {}
    for told in dated(events):
        if (turn := _TURNS.get(type(told.event))) is not None:
            turned[told.event.convention_id, told.recorded.seq] = _turned(told, turn)
        else:
            for row in _moved(told):
                key = (row["convention_id"], row["tranche"], row["seq"], row["nth"])
                moved[key] = row
    await write_rows(connection, moves, moved)
    await write_rows(connection, turns, turned)


def _turned(told: Dated, turn: str) -> Row:
    return {
        "convention_id": told.event.convention_id,
        "seq": told.recorded.seq,
        "turn": turn,
        "holds_on": told.on,
        "recorded_at": told.recorded.recorded_at,
    }


def _moved(told: Dated) -> Iterator[Row]:
    event = told.event
    if isinstance(event, e.TranchePlanned):
        planned = event.planned
        of: Row = {name: getattr(planned, name) for name in _OF_TRANCHE}
        yield _row(told, of, (0, 0)) | {"due_on": planned.due_on}
    elif isinstance(event, e.MoneyEvent):
        of = {name: getattr(event, name) for name in _OF_TRANCHE}
        due_on = event.due_on if isinstance(event, e.TrancheRescheduled) else None
        called, paid = _amounts(event)
        if (left := _advance(event)) is not None:
            other, amount = left
            if other == event.tranche:
                paid += amount
            else:
                yield _row(told, of | {"tranche": other}, (0, amount))
        if called or paid or due_on:
            yield _row(told, of, (called, paid)) | {"due_on": due_on}


_OF_TRANCHE: Final = ("tranche", "contribution", "organisation_id", "action", "year")


def _row(told: Dated, of: Row, move: _Move) -> Row:
    event = told.event
    on = event.on if isinstance(event, e.TrancheStep) else told.on
    convention_id: UUID = event.convention_id
    return {
        "convention_id": convention_id,
        "seq": told.recorded.seq,
        "nth": told.nth,
        **of,
        "holds_on": on,
        "recorded_at": told.recorded.recorded_at,
        "due_on": None,
        "called": move[0],
        "paid": move[1],
    }


def _advance(event: e.MoneyEvent) -> tuple[str, int] | None:
    """Whose excess an imputation took, or left again, and how much: it is not counted twice."""
    if isinstance(event, e.AdvanceImputed):
        return event.advance_of, -event.amount.centimes
    if isinstance(event, e.StepReversed) and event.advance_of is not None:
        return event.advance_of, event.amount.centimes
    return None


def _amounts(event: e.MoneyEvent) -> _Move:  # noqa: C901, PLR0911 - one case an event
    match event:
        case e.FundsCalled():
            return event.amount.centimes, 0
        case e.TranchePaid() | e.AdvanceImputed():
            return 0, event.amount.centimes
        case e.OverpaymentRecorded():
            return 0, event.excess.centimes
        case e.OverpaymentSettled():
            kept = event.kind == Settlement.KEPT_AS_ADVANCE
            return 0, 0 if kept else -event.amount.centimes
        case e.TrancheCancelled():
            return -event.given_up.called.centimes, 0
        case e.RefundClaimed():
            back = event.amount.centimes
            return -back, -back - event.advance.centimes
        case e.StepReversed(stage=Stage.CALLED):
            return -event.amount.centimes, 0
        case e.StepReversed(stage=Stage.PAID):
            return 0, -event.amount.centimes
        case _:
            return 0, 0


TRANCHE_DAYS = ReadModel(metadata=metadata, catalogue=CATALOGUE.only(ReadEvent), project=project)
