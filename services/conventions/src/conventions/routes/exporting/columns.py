"""The columns of an exported list: how each is headed, and what it holds of a convention."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.money import Money, Total
from mithaq.morocco import day_in_morocco
from mithaq.territories import territories
from mithaq.words import Formats, Texts
from sqlalchemy import Row

from conventions.read_models.listing import Alert

Cell = str | int | date | Total | None


@dataclass(frozen=True, slots=True)
class Naming:
    """Words and names in the language of the file."""

    texts: Texts
    language: str

    def term(self, kind: str, code: str) -> str:
        return self.texts.term(kind, code, self.language)

    def place(self, code: str) -> str:
        found = territories().get(code)
        if found is None:
            return code
        return found.name_ar if self.language == "ar" else found.name_fr

    def many(self, kind: str, codes: list[str]) -> str:
        return Formats.of(self.language).list([self.term(kind, code) for code in codes])


Read = Callable[[Row[Any], Naming], Cell]


def _of(name: str) -> Read:
    return lambda row, _: row._mapping[name]


def _term(kind: str) -> Read:
    return lambda row, naming: naming.term(kind, row._mapping[kind])


def _amount(name: str) -> Read:
    def read(row: Row[Any], _: Naming) -> Total:
        value: Money | Total | None = row._mapping[name]
        return Total(value.centimes if value else 0)

    return read


def _alerts(row: Row[Any], naming: Naming) -> str:
    return naming.many("alert", [each for each in Alert if row._mapping[f"alert_{each}"]])


# Of a list of another kind of row than conventions.
Columns = Mapping[str, Callable[[Any, Naming], Cell]]

COLUMNS: Final[Mapping[str, Read]] = {
    "reference": _of("reference"),
    "title_fr": _of("title_fr"),
    "title_ar": _of("title_ar"),
    "state": _term("state"),
    "instrument": _term("instrument"),
    "programme_kind": _of("programme_kind"),
    "region": lambda row, naming: naming.place(row.region),
    "territory": lambda row, naming: naming.place(row.territory),
    "first_year": _of("first_year"),
    "last_year": _of("last_year"),
    "total": _amount("total"),
    "promised": _amount("promised"),
    "unsplit": _amount("unsplit"),
    "called": _amount("called"),
    "paid": _amount("paid"),
    "justified": _amount("justified"),
    "late": _amount("late"),
    "late_since": _of("late_since"),
    "alerts": _alerts,
    "signed_on": _of("signed_on"),
    "in_force_on": _of("in_force_on"),
    "ends_on": _of("ends_on"),
    "changed_on": lambda row, _: day_in_morocco(row.changed_at),
    "id": lambda row, _: str(row.id),
}


def headings(naming: Naming, columns: Columns = COLUMNS) -> list[str]:
    return [naming.term("column", name) for name in columns]


def cells(row: Any, naming: Naming, columns: Columns = COLUMNS) -> list[Cell]:  # noqa: ANN401
    return [read(row, naming) for read in columns.values()]
