"""The treasury's statements line by line, and what is recorded under each payer's references.

They are compared when they are read (`treasury_lines`): nothing of the comparison is kept.
"""

from collections.abc import Sequence
from typing import Final

from mithaq.events import Catalogue, Recorded
from mithaq.money import ZERO
from mithaq.projections import Amount, ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, read_rows, write_rows
from sqlalchemy import (
    Column,
    Date,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CATALOGUE
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.statements import events as s
from conventions.domain.statements.account import LineAnswer
from conventions.domain.takeover.events import TakeoverEvent
from conventions.domain.tranches import events as e
from conventions.domain.tranches.payment_references import folded
from conventions.read_models.archive import as_ordinary

PaymentEvent = e.TranchePaid | e.OverpaymentRecorded | e.StepReversed | e.OverpaymentSettled
ComparedEvent = s.StatementEvent | PaymentEvent | TakeoverEvent
_EVENTS: Final[Catalogue[ComparedEvent]] = CATALOGUE.only(ComparedEvent)


metadata = ModelTables("treasury_statements", revision=1)
statements = Table(
    "treasury_statement",
    metadata,
    Column("statement", Text, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("office", Text, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("sha256", Text, nullable=False),
    Index("treasury_statement_by_organisation", "organisation_id", "statement"),
)
lines = Table(
    "treasury_line",
    metadata,
    Column("account", Text, primary_key=True),
    Column("line", Text, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("number", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("reference", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("amount", Amount, nullable=False),
    Column("label", Text),
    Column("answer", Text, nullable=False),
    Column("convention_id", Uuid),
    Column("tranche", Text),
    Column("reason", Text),
)
told = Table(
    "treasury_statement_line",
    metadata,
    Column("statement", Text, primary_key=True),
    Column("nth", Integer, primary_key=True),
    Column("account", Text, nullable=False),
    Column("line", Text, nullable=False),
)
payments = Table(
    "treasury_payment",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("folded", Text, primary_key=True),
    Column("convention_id", Uuid, nullable=False),
    Column("tranche", Text, nullable=False),
    Column("paid", Amount, nullable=False),
    Column("beyond", Amount, nullable=False),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[ComparedEvent]]) -> None:
    happened = [each.event for each in as_ordinary(events)]
    for each in happened:
        if isinstance(each, s.StatementImported):
            await _import(connection, each)
    await _answer(connection, [each for each in happened if isinstance(each, s.LineEvent)])
    await _pay(connection, [each for each in happened if isinstance(each, PaymentEvent)])


def account_of(statement: str) -> str:
    return statement.rpartition("-")[0]


async def _import(connection: AsyncConnection, event: s.StatementImported) -> None:
    account, names = account_of(event.statement), [each.line for each in event.lines]
    head = {
        name: getattr(event, name)
        for name in ("statement", "organisation_id", "office", "first_day", "last_day", "sha256")
    }
    await write_rows(connection, statements, {(event.statement,): head})
    await write_rows(
        connection,
        lines,
        {(account, each.line): _line(account, event, each) for each in event.lines},
    )
    rows: dict[Key, Row] = {
        (event.statement, nth): {
            "statement": event.statement,
            "nth": nth,
            "account": account,
            "line": line,
        }
        for nth, line in enumerate((*names, *event.known), 1)
    }
    await write_rows(connection, told, rows)


def _line(account: str, event: s.StatementImported, line: s.StatementLine) -> Row:
    return {
        "account": account,
        "line": line.line,
        "organisation_id": event.organisation_id,
        "number": line.number,
        "on": line.on,
        "reference": line.reference,
        "folded": folded(line.reference),
        "amount": line.amount,
        "label": line.label,
        "answer": str(LineAnswer.OPEN),
        **dict.fromkeys(("convention_id", "tranche", "reason")),
    }


async def _answer(connection: AsyncConnection, events: Sequence[s.LineEvent]) -> None:
    touched = [(account_of(each.statement), each.line) for each in events]
    rows = await read_rows(connection, lines, touched)
    for key, event in zip(touched, events, strict=True):
        row = rows[key]
        row |= {"convention_id": None, "tranche": None, "reason": None}
        match event:
            case s.StatementLineAssigned():
                row |= {"convention_id": event.convention_id, "tranche": event.tranche}
                row["answer"] = str(LineAnswer.ASSIGNED)
            case s.StatementLineSetAside():
                row |= {"answer": str(LineAnswer.SET_ASIDE), "reason": event.reason}
            case s.StatementLineReopened():
                row |= {"answer": str(LineAnswer.OPEN), "reason": event.reason}
    await write_rows(connection, lines, rows)


async def _pay(connection: AsyncConnection, events: Sequence[PaymentEvent]) -> None:
    moved = [(event, key) for event in events if (key := _key(event)) is not None]
    rows = await read_rows(connection, payments, [key for _, key in moved])
    for event, key in moved:
        row = rows.setdefault(key, _unpaid(event, key))
        match event:
            case e.TranchePaid():
                row["paid"] += event.amount
            case e.OverpaymentRecorded():
                row["beyond"] += event.excess
            case e.StepReversed():
                row["paid"] -= event.amount
            case e.OverpaymentSettled():
                row["beyond"] -= event.amount
        row |= {"convention_id": event.convention_id, "tranche": event.tranche}
    await write_rows(connection, payments, rows)


def _key(event: PaymentEvent) -> Key | None:
    """Under which reference it moves a payment, if it does."""
    match event:
        case e.TranchePaid() | e.OverpaymentRecorded():
            reference: str | None = event.act
        case e.StepReversed():
            reference = event.reference if event.stage == Stage.PAID else None
        case _:
            wrong = event.kind == Settlement.ERROR_OF_ENTRY
            reference = event.reference if wrong else None
    return None if reference is None else (event.organisation_id, folded(reference))


def _unpaid(event: PaymentEvent, key: Key) -> Row:
    return {
        "organisation_id": key[0],
        "folded": key[1],
        "convention_id": event.convention_id,
        "tranche": event.tranche,
        "paid": ZERO,
        "beyond": ZERO,
    }


TREASURY_STATEMENTS = ReadModel(metadata=metadata, catalogue=_EVENTS, project=project)
