"""Reads a workbook as a spreadsheet would: cells with their kinds, and which way it is read."""

import io
from dataclasses import dataclass
from xml.etree import ElementTree
from zipfile import ZipFile

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Read:
    """Each cell is its kind (`n` a number or a day, `s` a text, `f` a formula) and its text."""

    rows: list[list[tuple[str, str]]]
    right_to_left: bool


def read(content: bytes) -> Read:
    with ZipFile(io.BytesIO(content)) as book:
        root = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        names = (
            ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
            if ("xl/sharedStrings.xml" in book.namelist())
            else None
        )
    assert names is None or not list(names), "texts are kept in memory until the end"
    view = root.find(f"{_NS}sheetViews/{_NS}sheetView")
    assert view is not None
    rows = [[_cell(cell) for cell in row] for row in root.iter(f"{_NS}row")]
    return Read(rows, view.get("rightToLeft") == "1")


def _cell(cell: ElementTree.Element) -> tuple[str, str]:
    if cell.find(f"{_NS}f") is not None:
        return "f", ""
    text = "".join(each.text or "" for each in cell.iter(f"{_NS}t"))
    number = cell.find(f"{_NS}v")
    return ("n", number.text or "") if number is not None else ("s", text)
