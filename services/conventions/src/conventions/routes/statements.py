"""The treasury's statements of accounts: handed in, compared line by line, assigned, set aside."""

from asyncio import to_thread
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from mithaq.commands import Caller
from mithaq.errors import MithaqError, NotFound
from mithaq.http import (
    PROBLEMS,
    Answer,
    Cursor,
    Day,
    Line,
    MinPosition,
    Name,
    NameInPath,
    Page,
    Sender,
    Unconditional,
    VersionKey,
)
from mithaq.visibility import Tie, sight_of
from mithaq.words import texts_of
from pydantic import TypeAdapter

from conventions import statements
from conventions.domain.core.policy import listed_for
from conventions.domain.statements import commands as c
from conventions.domain.statements.account import LineAnswer, statement_of, stream_of
from conventions.domain.statements.decide import ensure_keeps
from conventions.domain.statements.events import StatementLine
from conventions.plan_sheet import Grid, csv_grid, xlsx_grid
from conventions.plan_sheet.grid import letters
from conventions.plan_sheet.rules import SheetUnreadable
from conventions.read_models import treasury_lines as model
from conventions.read_models.treasury_statements import TREASURY_STATEMENTS
from conventions.routes.dependencies import Parts, Seeing
from conventions.routes.exporting import Workbook
from conventions.routes.statements_bodies import AssignmentBody, LineReasonBody
from conventions.routes.views.statements import ComparedLine, StatementView
from conventions.statement_sheet import Period, json_grid, lines_in

router = APIRouter(
    prefix="/v1/treasury-statements", tags=["treasury statements"], responses=PROBLEMS
)
_READERS: Final = {
    Workbook.media_type: xlsx_grid,
    "text/csv": csv_grid,
    "application/jsonl": json_grid,
    "application/x-ndjson": json_grid,
}
_BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _READERS},
    }
}
_NTH: Final = TypeAdapter(VersionKey)
_NAMED: Final = TypeAdapter(Name)


class AccountSender(Sender):
    """Gives a command on an account's statements."""

    def __init__(self, submission: Unconditional, conventions: Parts, response: Response) -> None:
        super().__init__(submission, response)
        self.conventions = conventions


async def _sender(
    submission: Unconditional, conventions: Parts, response: Response
) -> AccountSender:
    return AccountSender(submission, conventions, response)


@dataclass(frozen=True, slots=True)
class StatementHeader:
    """What the file itself does not say, or not in one way."""

    organisation_id: UUID
    office: str
    first_day: date
    last_day: date


async def _header(
    organisation_id: Annotated[UUID, Query(description="Whose account it is: the payer.")],
    office: Annotated[Line, Query(description="The accounting office that keeps it.")],
    first_day: Annotated[Day, Query(description="The first day it tells.")],
    last_day: Annotated[Day, Query(description="The last one, of the same year.")],
) -> StatementHeader:
    return StatementHeader(organisation_id, office, first_day, last_day)


@dataclass(frozen=True, slots=True)
class LineFilter:
    match: model.LineMatch | None
    answer: LineAnswer | None


async def _filter(
    match: Annotated[model.LineMatch | None, Query(description="Only such lines.")] = None,
    answer: Annotated[LineAnswer | None, Query(description="Only lines so answered.")] = None,
) -> LineFilter:
    return LineFilter(match, answer)


InHeader = Annotated[StatementHeader, Depends(_header)]
Wanted = Annotated[LineFilter, Depends(_filter)]
OnAccount = Annotated[AccountSender, Depends(_sender)]


@router.post("", openapi_extra=_BODY)
async def import_statement(request: Request, sender: OnAccount, told: InHeader) -> Answer:
    """Take in a statement (XLSX, CSV or JSON lines): every line of it, or nothing.

    Each fault is told with its row and column. The same file again changes nothing; lines that
    another file told are kept once.
    """
    ensure_keeps(sender.caller, told.organisation_id, "ImportStatement")
    body, kind = await request.body(), request.headers.get("content-type", "")
    plain = kind.partition(";")[0].strip().lower()
    lines = await to_thread(_read, body, plain, Period(told.first_day, told.last_day))
    digest = sha256(body).hexdigest()
    command = c.ImportStatement(
        caller=sender.caller,
        dating=sender.conventions.dating(None, None),
        organisation_id=told.organisation_id,
        office=told.office,
        first_day=told.first_day,
        last_day=told.last_day,
        sha256=digest,
        lines=lines,
    )
    accepted = await statements.take_in(sender.conventions, sender.submission, command)
    stream = stream_of(told.organisation_id, told.office, told.first_day.year)
    return sender.answer(accepted, statement_of(stream, digest))


def _read(body: bytes, kind: str, period: Period) -> tuple[StatementLine, ...]:
    grid = _grid(body, kind)
    try:
        return lines_in(grid, period, texts_of("conventions"))
    except MithaqError as error:
        for fault in error.findings:
            place = dict(fault.at)
            index = place.pop("index", None)
            column = {} if index is None else {"column": letters(int(index))}
            fault.found_at(sheet=grid.sheet, **place, **column)
        raise


def _grid(body: bytes, kind: str) -> Grid:
    if kind not in _READERS:
        raise SheetUnreadable
    return _READERS[kind](body)


@router.get("")
async def list_statements(
    caller: Seeing, conventions: Parts, cursor: Cursor, position: MinPosition
) -> Page[StatementView]:
    """The statements of the caller's organisation; all of them for who sees everything."""
    sight = listed_for(caller)
    organisations = None if sight.everything else list(sight.by(Tie.PARTY))
    async with conventions.readers[TREASURY_STATEMENTS.name].connect(position) as connection:
        rows = await model.statement_page(
            connection, organisations, limit=cursor.fetch, after=cursor.after(_NAMED)
        )
    found = [StatementView.model_validate(row) for row in rows]
    return cursor.page(found, key=lambda each: each.statement)


@router.get("/{statement}")
async def read_statement(  # noqa: PLR0917 - FastAPI names them all
    statement: NameInPath,
    caller: Seeing,
    conventions: Parts,
    cursor: Cursor,
    position: MinPosition,
    wanted: Wanted,
) -> Page[ComparedLine]:
    """Its lines, each compared with what is recorded under its reference now."""
    await _ensure_seen(conventions, statement, caller)
    async with conventions.readers[TREASURY_STATEMENTS.name].connect(position) as connection:
        rows: list[Any] = list(
            await model.page(
                connection,
                statement,
                limit=cursor.fetch,
                after=cursor.after(_NTH),
                match=wanted.match,
                answer=wanted.answer,
            )
        )
    found = [ComparedLine.model_validate(row) for row in rows]
    return cursor.page(found, key=lambda each: each.nth)


async def _ensure_seen(conventions: Parts, statement: str, caller: Caller) -> None:
    """Raises NotFound for another organisation's."""
    account = await statements.account_of(conventions, statement)
    sight = sight_of(caller)
    if not sight.everything and account.organisation_id not in sight.by(Tie.PARTY):
        raise NotFound(statement=statement)


@router.post("/{statement}/lines/{line}/assignment")
async def assign_statement_line(
    statement: NameInPath, line: NameInPath, body: AssignmentBody, sender: OnAccount
) -> Answer:
    """Record the payment that the line tells in its convention: both, or neither."""
    command = c.AssignStatementLine(
        caller=sender.caller,
        dating=sender.conventions.dating(None, body.dating_reason),
        statement=statement,
        line=line,
        convention_id=body.convention_id,
        tranche=body.tranche,
    )
    accepted = await statements.assign(sender.conventions, sender.submission, command)
    return sender.answer(accepted, body.convention_id)


@router.post("/{statement}/lines/{line}/setting-aside")
async def set_aside_statement_line(
    statement: NameInPath, line: NameInPath, body: LineReasonBody, sender: OnAccount
) -> Answer:
    """Say that the line is of no convention."""
    command = c.SetAsideStatementLine(
        caller=sender.caller,
        dating=sender.conventions.dating(None, None),
        statement=statement,
        line=line,
        reason=body.reason,
    )
    accepted = await statements.answer(sender.conventions, sender.submission, command)
    return sender.answer(accepted, statement)


@router.post("/{statement}/lines/{line}/reopening")
async def reopen_statement_line(
    statement: NameInPath, line: NameInPath, body: LineReasonBody, sender: OnAccount
) -> Answer:
    """Take back what another person said of the line; a payment is reversed by itself."""
    command = c.ReopenStatementLine(
        caller=sender.caller,
        dating=sender.conventions.dating(None, None),
        statement=statement,
        line=line,
        reason=body.reason,
    )
    accepted = await statements.answer(sender.conventions, sender.submission, command)
    return sender.answer(accepted, statement)
