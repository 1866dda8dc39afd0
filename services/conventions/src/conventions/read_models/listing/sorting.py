"""By what a list is sorted, and how it goes on after a place in that order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, Self
from uuid import UUID

from mithaq.folding import fold
from mithaq.money import Money, Total
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    and_,
    case,
    func,
    literal,
    or_,
    type_coerce,
)

from conventions.domain.core.vocabulary import State

# Of a key: which values tell a place in it. An amount is told in centimes.
Kind = type[UUID] | type[int] | type[str] | type[date] | type[datetime] | type[Money] | type[Total]
# Stand in for what is not known, so that it comes last both ways.
_BOUNDS: Final[Mapping[Kind, tuple[Any, Any]]] = {
    date: (date(1900, 1, 1), date(2999, 12, 31)),
    int: (-1, 2**31 - 1),
    str: ("", "\U0010ffff"),
    Total: (Total(), Total()),  # nothing is late: as little as can be
}


class SortKey(StrEnum):
    CREATED = "created"
    RELEVANCE = "relevance"  # what is called exactly so, what begins so, what holds it
    REFERENCE = "reference"
    TITLE = "title"
    TITLE_AR = "title_ar"
    STATE = "state"  # in the order of a life
    TOTAL = "total"
    PROMISED = "promised"
    CALLED = "called"
    PAID = "paid"
    JUSTIFIED = "justified"
    LATE = "late"
    LATE_SINCE = "late_since"
    FIRST_YEAR = "first_year"
    LAST_YEAR = "last_year"
    SIGNED_ON = "signed_on"
    IN_FORCE_ON = "in_force_on"
    ENDS_ON = "ends_on"
    CHANGED_AT = "changed_at"


# What never changes of a convention: sorted by these alone, nothing moves while it is read. A title
# is corrected now and then, and with it what is relevant.
LASTING: Final = frozenset({SortKey.CREATED, SortKey.REFERENCE})
OF_LATE_MONEY: Final = frozenset({SortKey.LATE, SortKey.LATE_SINCE})


@dataclass(frozen=True, slots=True)
class Order:
    """The keys, each with whether it descends; the last one is `created`, which no two share."""

    keys: tuple[tuple[SortKey, bool], ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """`-late,reference`: the most late first, among equals by reference, then the newest."""
        found: dict[SortKey, bool] = {}
        for each in filter(None, text.split(",")):
            found.setdefault(SortKey(each.removeprefix("-")), each.startswith("-"))
        found.setdefault(SortKey.CREATED, True)
        return cls(tuple(found.items()))

    def __str__(self) -> str:
        return ",".join("-" * descending + key for key, descending in self.keys)

    @property
    def lasting(self) -> bool:
        """Whether no convention ever moves in it."""
        return all(key in LASTING for key, _ in self.keys)

    @property
    def of_late_money(self) -> bool:
        return any(key in OF_LATE_MONEY for key, _ in self.keys)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Of the values that tell a place."""
        return tuple(_KEYS[key].kind for key, _ in self.keys)


@dataclass(frozen=True, slots=True)
class Sought:
    """What the keys are read from: the row, what is late of it, and what was searched for."""

    row: FromClause
    owed: FromClause
    q: str


@dataclass(frozen=True, slots=True)
class _Key:
    kind: Kind
    read: Callable[[Sought], ColumnElement[Any]]
    unknown: bool = False  # whether it may be


Ordered = Sequence[tuple[ColumnElement[Any], bool]]


def ordered(order: Order, sought: Sought) -> Ordered:
    """The expression of each key, and whether it descends."""
    return [(_read(_KEYS[key], sought, descending), descending) for key, descending in order.keys]


def order_by(keys: Ordered) -> list[ColumnElement[Any]]:
    return [key.desc() if descending else key.asc() for key, descending in keys]


def after(keys: Ordered, place: Sequence[Any]) -> ColumnElement[bool]:
    """Whether a row comes after this place: ascending and descending keys may be mixed."""
    further = [
        and_(
            *(key == value for (key, _), value in zip(keys[:nth], place, strict=False)),
            key < place[nth] if descending else key > place[nth],
        )
        for nth, (key, descending) in enumerate(keys)
    ]
    return or_(*further)


def _read(key: _Key, sought: Sought, descending: bool) -> ColumnElement[Any]:  # noqa: FBT001
    value = key.read(sought)
    if not key.unknown:
        return value
    first, last = _BOUNDS[key.kind]
    bound = literal(first if descending else last, value.type)
    return func.coalesce(value, bound)


def _column(name: str, kind: Kind, *, unknown: bool = False) -> _Key:
    return _Key(kind, lambda sought: sought.row.c[name], unknown)


def _amount(name: str) -> _Key:
    return _Key(Money, lambda sought: type_coerce(sought.row.c[name], BigInteger))


def _of_late(name: str, kind: Kind) -> _Key:
    return _Key(kind, lambda sought: sought.owed.c[name], unknown=True)


def _state(sought: Sought) -> ColumnElement[int]:
    return case({str(state): nth for nth, state in enumerate(State)}, value=sought.row.c.state)


def _nearness(sought: Sought) -> ColumnElement[int]:
    wanted, c = fold(sought.q), sought.row.c
    if not wanted:
        return literal(0)
    names = (c.sort_reference, c.sort_title, c.sort_title_ar)
    exactly = or_(*(name == wanted for name in names))
    begins = or_(*(name.startswith(wanted, autoescape=True) for name in names))
    return case((exactly, 0), (begins, 1), else_=2)


_KEYS: Final[Mapping[SortKey, _Key]] = {
    SortKey.CREATED: _column("convention_id", UUID),
    SortKey.RELEVANCE: _Key(int, _nearness),
    SortKey.REFERENCE: _column("sort_reference", str),
    SortKey.TITLE: _column("sort_title", str),
    SortKey.TITLE_AR: _column("sort_title_ar", str, unknown=True),
    SortKey.STATE: _Key(int, _state),
    SortKey.TOTAL: _amount("total"),
    SortKey.PROMISED: _column("promised", Total),
    SortKey.CALLED: _amount("called"),
    SortKey.PAID: _amount("paid"),
    SortKey.JUSTIFIED: _amount("justified"),
    SortKey.LATE: _of_late("late", Total),
    SortKey.LATE_SINCE: _of_late("late_since", date),
    SortKey.FIRST_YEAR: _column("first_year", int, unknown=True),
    SortKey.LAST_YEAR: _column("last_year", int, unknown=True),
    SortKey.SIGNED_ON: _column("signed_on", date, unknown=True),
    SortKey.IN_FORCE_ON: _column("in_force_on", date, unknown=True),
    SortKey.ENDS_ON: _column("ends_on", date, unknown=True),
    SortKey.CHANGED_AT: _column("changed_at", datetime),
}
