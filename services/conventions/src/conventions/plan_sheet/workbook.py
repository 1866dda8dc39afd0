"""Bytes that strangers hand in, as a grid: bounded before anything is unpacked or allocated.

A few kilobytes may claim a sheet of a thousand million cells, or unpack to gigabytes.
"""

import csv
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

from mithaq.errors import Invalid
from python_calamine import CalamineError, CalamineWorkbook

from conventions.plan_sheet.grid import COLUMNS, ROWS, Grid, Value, blank
from conventions.plan_sheet.rules import (
    CellFormula,
    CellsMerged,
    RowHidden,
    SheetTooLarge,
    SheetUnreadable,
)

_UNPACKED: Final = 30_000_000  # bytes: ten times what 8,000 rows take
_MEMBERS: Final = 500
_CELL: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FAULTS: Final = 500  # told of one sheet
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def csv_grid(body: bytes) -> Grid:
    """UTF-8, with or without a byte order mark; `;`, `,` or a tab between the cells."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetUnreadable from error
    if "\0" in text:
        raise SheetUnreadable
    head = text.partition("\n")[0]
    parted = max(";,\t", key=head.count)
    faults: list[Invalid] = []
    rows: dict[int, list[Value]] = {}
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=parted), 1):
            _ensure_within(number, len(cells))
            if not all(map(blank, cells)):
                rows[number] = [_freed(cell) for cell in cells]
                faults += _formulas(number, cells)
    except csv.Error as error:
        raise SheetUnreadable from error
    return Grid(sheet="CSV", rows=rows, faults=faults[:_FAULTS])


def _freed(cell: str) -> str:
    """Without the apostrophe that keeps a text from being computed."""
    return cell[1:] if re.match(r"'\s*[=+\-@＝＋－＠|%]", cell) else cell


def _formulas(number: int, cells: list[str]) -> Iterator[Invalid]:
    for column, cell in enumerate(cells):
        if cell.lstrip().startswith("="):
            yield CellFormula().found_at(row=number, index=column)


def xlsx_grid(body: bytes) -> Grid:
    """The first sheet that is not hidden."""
    try:
        parts = _unpacked(body)
        name, path = _first_sheet(parts)
        faults = list(_scanned(parts[path]))[:_FAULTS]
        book = CalamineWorkbook.from_filelike(io.BytesIO(_packed(parts)))
        values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, zlib.error, KeyError, ParseError, CalamineError) as error:
        raise SheetUnreadable from error
    except (RuntimeError, UnicodeError, ValueError) as error:
        raise SheetUnreadable from error  # encrypted, or packed in a way that nobody uses
    rows: dict[int, list[Value]] = {
        number: [None if cell == "" else cell for cell in cells]
        for number, cells in enumerate(values, 1)
        if not all(map(blank, cells))
    }
    return Grid(sheet=name, rows=rows, faults=faults)


def _unpacked(body: bytes) -> Mapping[str, bytes]:
    """Raises SheetTooLarge by what the archive declares; what it declares wrongly is not read."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        members = archive.infolist()
        if len(members) > _MEMBERS or sum(each.file_size for each in members) > _UNPACKED:
            raise SheetTooLarge(rows=ROWS, columns=COLUMNS)
        parts = {each.filename: archive.read(each) for each in members if not each.is_dir()}
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in parts.values()):
        raise SheetUnreadable
    return parts


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """The same parts as they were bounded: no other reader unpacks what was handed in."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def _first_sheet(parts: Mapping[str, bytes]) -> tuple[str, str]:
    """Its name, and the part that holds it."""
    relations = fromstring(parts["xl/_rels/workbook.xml.rels"])  # noqa: S314 - no DTD passes
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for sheet in fromstring(parts["xl/workbook.xml"]).iter():  # noqa: S314 - no DTD passes
        if _tag(sheet) == "sheet" and sheet.get("state", "visible") == "visible":
            target = targets[sheet.get(_RELATION)]
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            return sheet.get("name", ""), path
    raise SheetUnreadable


def _scanned(part: bytes) -> Iterator[Invalid]:
    """What a reader of values does not see. Raises SheetTooLarge."""
    cell = ""
    for _, element in iterparse(io.BytesIO(part), events=("start",)):  # noqa: S314 - no DTD passes
        match _tag(element):
            case "row" if element.get("hidden", "0") in {"1", "true"}:
                yield RowHidden().found_at(row=int(element.get("r", "0")))
            case "c":
                cell = element.get("r", "")
                _ensure_within(*_place(cell))
            case "f":
                row, columns = _place(cell)
                yield CellFormula().found_at(row=row, index=columns - 1)
            case "mergeCell":
                row, columns = _place(element.get("ref", "").partition(":")[0])
                cells = element.get("ref", "")[:40]
                yield CellsMerged(cells=cells).found_at(row=row, index=columns - 1)
            case _:
                pass


def _place(cell: str) -> tuple[int, int]:
    """Row and column of `C7`, each from 1."""
    found = _CELL.fullmatch(cell)
    if found is None:
        raise SheetUnreadable
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _ensure_within(row: int, columns: int) -> None:
    if row > ROWS + 1 or columns > COLUMNS:
        raise SheetTooLarge(rows=ROWS, columns=COLUMNS)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]
