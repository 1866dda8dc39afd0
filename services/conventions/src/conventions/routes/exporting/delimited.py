"""CSV as the spreadsheets of our readers open it by a double click."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import IO, ClassVar, Final

from mithaq.money import Total

from conventions.routes.exporting.columns import Cell
from conventions.routes.exporting.files import Sheet

# A spreadsheet takes a cell that begins so for a formula, quoted or not.
_FORMULAS: Final = frozenset("=+-@＝＋－＠|%")
# Where decimals have a comma, a comma cannot part the cells.
_ENGLISH: Final = "en"


class Delimited(Sheet):
    """UTF-8 with a byte order mark; `;` and decimal commas in French and Arabic."""

    media_type: ClassVar[str] = "text/csv; charset=utf-8"
    suffix: ClassVar[str] = "csv"

    def __init__(self, file: IO[bytes], language: str) -> None:
        self._text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=False)
        self._comma = "." if language == _ENGLISH else ","
        self._csv = csv.writer(self._text, delimiter="," if language == _ENGLISH else ";")

    def head(self, headings: Sequence[str]) -> None:
        self._csv.writerow(headings)

    def add(self, row: Sequence[Cell]) -> None:
        self._csv.writerow([self._shown(cell) for cell in row])

    def close(self) -> None:
        self._text.flush()
        self._text.detach()

    def _shown(self, cell: Cell) -> str:
        match cell:
            case None:
                return ""
            case str():
                return defused(cell)
            case Total():
                return str(cell).replace(".", self._comma)
            case date():
                return cell.isoformat()
            case _:
                return str(cell)


def defused(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would compute."""
    begins = text.lstrip()[:1]
    return f"'{text}" if begins in _FORMULAS and begins else text
