"""JSON lines as the grid that a sheet is read into: an object a line, named by the columns."""

import json
from collections.abc import Sequence
from typing import Any

from mithaq.errors import Invalid

from conventions.plan_sheet.grid import ROWS, Grid, Value
from conventions.plan_sheet.rules import HeadingUnknown, SheetTooLarge, SheetUnreadable
from conventions.statement_sheet.columns import StatementColumn


def json_grid(body: bytes) -> Grid:
    """Each line by its number in the file. Raises SheetUnreadable, SheetTooLarge."""
    rows: dict[int, Sequence[Value]] = {0: [each.value for each in StatementColumn]}
    faults: list[Invalid] = []
    try:
        told = body.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise SheetUnreadable from error
    if len(told) > ROWS:
        raise SheetTooLarge(rows=ROWS, columns=len(StatementColumn))
    for number, text in enumerate(told, 1):
        if text.strip():
            found = _object(text)
            strange = sorted(found.keys() - set(StatementColumn))
            faults += (HeadingUnknown(heading=n[:60]).found_at(row=number) for n in strange)
            rows[number] = [_plain(found.get(each)) for each in StatementColumn]
    return Grid(sheet="JSON", rows=rows, faults=faults)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SheetUnreadable from error
    if not isinstance(found, dict):
        raise SheetUnreadable
    return found


def _plain(value: object) -> Value:
    """What is no cell is read as a text, and refused by its column."""
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value)[:60]
