"""A sheet as rows of cells, each known by its row and column, however it was handed in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Final

from mithaq.errors import Invalid

# 3,000 contributions, 1,000 shares and two years of 2,000 actions.
ROWS: Final = 8_000
COLUMNS: Final = 40

Value = str | int | float | bool | date | time | timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """`rows` by their numbers in the sheet, from 1; blank ones are left out.

    `faults` are what was found on the way: formulas, merged cells, hidden rows.
    """

    sheet: str
    rows: Mapping[int, Sequence[Value]]
    faults: Sequence[Invalid] = field(default_factory=tuple)

    def numbered(self) -> Iterator[tuple[int, Sequence[Value]]]:
        return iter(sorted(self.rows.items()))


def letters(column: int) -> str:
    """`letters(0)` is A, `letters(26)` is AA."""
    found, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        found = chr(ord("A") + digit) + found
    return found


def blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
