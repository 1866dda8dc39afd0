"""What reading a sheet found so far: faults of its cells, and which row said a thing first."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from mithaq.errors import Invalid, MithaqError

from conventions.plan_sheet.columns import Heading
from conventions.plan_sheet.grid import Value, blank
from conventions.plan_sheet.rules import RowRepeated


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that hold something, by their heading."""

    number: int
    cells: Mapping[Heading, Value]


class Notes:
    """Of one sheet, whose columns are known."""

    def __init__(self, columns: Mapping[Heading, int], faults: list[MithaqError]) -> None:
        self.faults = faults
        self.said: dict[tuple[object, ...], int] = {}
        self._columns = columns

    def row(self, number: int, cells: Sequence[Value]) -> Row:
        return Row(
            number,
            {
                heading: cells[column]
                for heading, column in self._columns.items()
                if column < len(cells) and not blank(cells[column])
            },
        )

    @contextmanager
    def at(self, number: int, heading: Heading) -> Iterator[None]:
        """Notes what is raised as a fault of that cell, and goes on."""
        try:
            yield
        except Invalid as fault:
            self.fault(fault, number, heading)

    def fault(self, fault: Invalid, number: int, heading: Heading) -> None:
        place: dict[str, str | int] = {"row": number, "field": heading.value}
        if heading in self._columns:
            place["index"] = self._columns[heading]
        self.faults.append(fault.found_at(**place))

    def once(self, number: int, what: tuple[object, ...]) -> None:
        """Raises RowRepeated if another row said it."""
        row = self.said.setdefault(what, number)
        if row != number:
            raise RowRepeated(row=row)
