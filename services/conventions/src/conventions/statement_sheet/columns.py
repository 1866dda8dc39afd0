"""The columns of a statement, by the headings that each language gives them."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from mithaq.errors import Invalid
from mithaq.folding import fold
from mithaq.words import Texts

from conventions.domain.statements.rules import StatementHeadingMissing
from conventions.plan_sheet.columns import LANGUAGES
from conventions.plan_sheet.grid import Value, blank
from conventions.plan_sheet.rules import HeadingUnknown


class StatementColumn(StrEnum):
    NUMBER = "number"
    DAY = "day"
    REFERENCE = "reference"
    AMOUNT = "amount"
    LABEL = "label"


NEEDED: Final = tuple(each for each in StatementColumn if each is not StatementColumn.LABEL)
Columns = Mapping[StatementColumn, int]


def columns_in(head: Sequence[Value], row: int, texts: Texts) -> tuple[Columns, Sequence[Invalid]]:
    """Which column is which, and what is wrong with them."""
    named = {fold(name): each for each in StatementColumn for name in _names(each, texts)}
    columns: dict[StatementColumn, int] = {}
    faults: list[Invalid] = []
    for nth, cell in enumerate(head):
        if blank(cell):
            continue
        column = named.get(fold(str(cell).strip()))
        if column is None or column in columns:
            faults.append(HeadingUnknown(heading=str(cell)[:60]).found_at(row=row, index=nth))
        else:
            columns[column] = nth
    if missing := tuple(each.value for each in NEEDED if each not in columns):
        faults.append(StatementHeadingMissing(headings=missing))
    return columns, faults


def _names(column: StatementColumn, texts: Texts) -> Iterable[str]:
    yield column.value
    for language in LANGUAGES:
        yield texts.term("statement-column", column.value, language)
