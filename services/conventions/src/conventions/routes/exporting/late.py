"""The columns of the late contributions as a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from mithaq.money import Money, Total

from conventions.read_models.late_contributions import LateContribution
from conventions.routes.exporting.columns import Cell, Naming


@dataclass(frozen=True, slots=True)
class Named:
    """A late contribution, with the present name of who is late."""

    late: LateContribution
    payer: str


Read = Callable[[Named, Naming], Cell]


def _of(name: str) -> Read:
    return lambda row, _: getattr(row.late, name)


def _amount(read: Callable[[LateContribution], Money]) -> Read:
    return lambda row, _: Total(read(row.late).centimes)


LATE_COLUMNS: Final[Mapping[str, Read]] = {
    "reference": _of("reference"),
    "title_fr": _of("title_fr"),
    "title_ar": _of("title_ar"),
    "region": lambda row, naming: naming.place(row.late.region),
    "payer": lambda row, _: row.payer,
    "contribution": _of("contribution"),
    "tranche": _of("tranche"),
    "action": _of("action"),
    "year": _of("year"),
    "due_on": _of("due_on"),
    "called": _amount(lambda late: late.called),
    "paid": _amount(lambda late: late.paid),
    "late": _amount(lambda late: late.late),
    "late_days": _of("days"),
    "late_age": lambda row, naming: naming.term("age", row.late.age),
    "id": lambda row, _: str(row.late.convention_id),
}
