"""XLSX: amounts are numbers, days are days, no text is a formula; Arabic reads from the right."""

from collections.abc import Sequence
from datetime import date
from typing import IO, Any, ClassVar, Final

import xlsxwriter
from mithaq.http import AnswerTooLarge
from mithaq.money import Total
from mithaq.words import Formats

from conventions.routes.exporting.columns import Cell
from conventions.routes.exporting.files import Sheet

ROWS: Final = 1_048_575  # of a sheet, besides its head
_EXACT: Final = 10**15  # digits of a number beyond that are lost: then it is shown as text
_WIDTH: Final = 18


class Workbook(Sheet):
    """Raises AnswerTooLarge for more rows than a sheet holds."""

    media_type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    suffix: ClassVar[str] = "xlsx"

    def __init__(self, file: IO[bytes], language: str) -> None:
        self._book = xlsxwriter.Workbook(file, {"constant_memory": True})
        self._sheet: Any = self._book.add_worksheet()
        if Formats.of(language).right_to_left:
            self._sheet.right_to_left()
        self._heading = self._book.add_format({"bold": True, "text_wrap": True})
        self._amount = self._book.add_format({"num_format": "#,##0.00"})
        self._day = self._book.add_format({"num_format": "dd/mm/yyyy"})
        self._row = 0

    def head(self, headings: Sequence[str]) -> None:
        self._sheet.set_column(0, len(headings) - 1, _WIDTH)
        self._sheet.freeze_panes(1, 1)
        for nth, heading in enumerate(headings):
            self._sheet.write_string(0, nth, heading, self._heading)

    def add(self, row: Sequence[Cell]) -> None:
        if self._row == ROWS:
            raise AnswerTooLarge(parts=ROWS + 1, limit=ROWS, links=("?format=csv",))
        self._row += 1
        for nth, cell in enumerate(row):
            self._write(nth, cell)

    def close(self) -> None:
        self._book.close()

    def _write(self, nth: int, cell: Cell) -> None:
        sheet, row = self._sheet, self._row
        match cell:
            case None:
                pass
            case Total(centimes) if abs(centimes) < _EXACT:
                sheet.write_number(row, nth, centimes / 100, self._amount)
            case date():
                sheet.write_datetime(row, nth, cell, self._day)
            case int():
                sheet.write_number(row, nth, cell)
            case _:
                sheet.write_string(row, nth, str(cell))
