"""Rows of a statement as its lines; every fault of every cell is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from mithaq.errors import Invalid, MithaqError, ensure_none
from mithaq.money import Money
from mithaq.words import Texts

from conventions.domain.statements.account import line_of
from conventions.domain.statements.events import StatementLine
from conventions.domain.statements.rules import LineOutsidePeriod, StatementCellMissing
from conventions.domain.tranches.payment_references import folded
from conventions.plan_sheet.cells import amount_in, fitting, text_in
from conventions.plan_sheet.grid import Grid, Value, blank
from conventions.plan_sheet.rules import (
    CellUnreadable,
    RowRepeated,
    SheetEmpty,
    SheetTooLarge,
)
from conventions.statement_sheet.columns import NEEDED, Columns, StatementColumn, columns_in

LINES: Final = 4_000  # of one statement: an event of 2 MiB is the largest that is recorded
Told = str | date | Money | None
_SHORT: Final = 200  # characters of a label


@dataclass(frozen=True, slots=True)
class Period:
    first_day: date
    last_day: date


@dataclass(slots=True)
class _Sheet:
    """What reading found so far: `said` is the row that told each line first."""

    columns: Columns
    period: Period
    faults: list[MithaqError]
    said: dict[str, int] = field(default_factory=dict)


def lines_in(grid: Grid, period: Period, texts: Texts) -> tuple[StatementLine, ...]:
    """Raises the first fault, with all that there are as its findings."""
    numbered = list(grid.numbered())
    if len(numbered) < 2:
        raise SheetEmpty
    if len(numbered) > LINES + 1:
        raise SheetTooLarge(rows=LINES, columns=len(StatementColumn))
    (first, head), *rows = numbered
    columns, found = columns_in(head, first, texts)
    ensure_none([*found, *grid.faults] if found else ())
    sheet = _Sheet(columns, period, list(grid.faults))
    lines = [_line(sheet, number, cells) for number, cells in rows]
    ensure_none(sheet.faults)
    return tuple(each for each in lines if each is not None)


def _line(sheet: _Sheet, number: int, cells: Sequence[Value]) -> StatementLine | None:
    """A row with a fault is left out, and the next one is read."""
    before, told = len(sheet.faults), dict[StatementColumn, Any]()
    for column, nth in sheet.columns.items():
        try:
            told[column] = _cell(sheet, column, cells[nth] if nth < len(cells) else None)
        except Invalid as fault:
            sheet.faults.append(fault.found_at(row=number, index=nth, field=column.value))
    if len(sheet.faults) > before:
        return None
    line = _told(told)
    row = sheet.said.setdefault(line.line, number)
    if row != number:
        sheet.faults.append(RowRepeated(row=row).found_at(row=number))
    return line


def _cell(sheet: _Sheet, column: StatementColumn, value: Value) -> Told:
    if blank(value):
        if column in NEEDED:
            raise StatementCellMissing(heading=column.value)
        return None
    read = _CELLS[column](value)
    if isinstance(read, date) and not sheet.period.first_day <= read <= sheet.period.last_day:
        first, last = sheet.period.first_day, sheet.period.last_day
        raise LineOutsidePeriod(on=str(read), first_day=str(first), last_day=str(last))
    return read


def _told(told: Mapping[StatementColumn, Any]) -> StatementLine:
    line = StatementLine(
        line="",
        number=told[StatementColumn.NUMBER],
        on=told[StatementColumn.DAY],
        reference=told[StatementColumn.REFERENCE],
        amount=told[StatementColumn.AMOUNT],
        label=told.get(StatementColumn.LABEL),
    )
    return replace(line, line=line_of(line))


def _text(value: Value) -> str:
    return fitting("line", value)


def _label(value: Value) -> str:
    return fitting("line", text_in(value)[:_SHORT])


def _reference(value: Value) -> str:
    reference = fitting("line", value)
    try:
        folded(reference)
    except MithaqError as error:
        raise CellUnreadable(expected="reference", value=reference[:60]) from error
    return reference


def _amount(value: Value) -> Money:
    amount = amount_in(value)
    if amount.centimes <= 0:
        raise CellUnreadable(expected="amount", value=text_in(value)[:60])
    return amount


def day_in(value: Value) -> date:
    """A date of the sheet, `2026-03-02` or `02/03/2026`. Raises CellUnreadable."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text_in(value), form).date()  # noqa: DTZ007 - a day alone
        except ValueError:
            continue
    raise CellUnreadable(expected="day", value=text_in(value)[:60])


_CELLS: Final[Mapping[StatementColumn, Callable[[Value], Told]]] = {
    StatementColumn.NUMBER: _text,
    StatementColumn.DAY: day_in,
    StatementColumn.REFERENCE: _reference,
    StatementColumn.AMOUNT: _amount,
    StatementColumn.LABEL: _label,
}
