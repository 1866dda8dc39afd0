"""What the filtered conventions amount to: by state, by alert, and by how late their money is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mithaq.money import Total
from mithaq.projections import Sum
from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from conventions.domain.core.lateness import Age
from conventions.domain.core.vocabulary import State
from conventions.read_models.convention_list import conventions
from conventions.read_models.listing.alerts import Alert, alerts
from conventions.read_models.listing.filters import kept
from conventions.read_models.listing.late import aged
from conventions.read_models.listing.pages import Asked
from conventions.read_models.listing.planning import planned

NOTHING: Final = Total()
AMOUNTS: Final = ("total", "promised", "called", "paid", "justified", "late")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """How many conventions, and what their amounts add up to."""

    count: int = 0
    total: Total = NOTHING
    promised: Total = NOTHING
    called: Total = NOTHING
    paid: Total = NOTHING
    justified: Total = NOTHING
    late: Total = NOTHING

    def __add__(self, other: "Sums") -> "Sums":
        more = {name: getattr(self, name) + getattr(other, name) for name in ("count", *AMOUNTS)}
        return Sums(**more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """`by_age` has, of tranches that are late by so many days, how many there are and how much."""

    by_state: Mapping[State, Sums]
    by_alert: Mapping[Alert, int]
    by_age: Mapping[Age, tuple[int, Total]]

    @property
    def all(self) -> Sums:
        return sum(self.by_state.values(), Sums())


async def totals(connection: AsyncConnection, asked: Asked) -> Totals:
    """Of everything that a list without pages would show, read in one pass."""
    async with planned(connection):
        rows = (await connection.execute(_summed(asked))).mappings().all()
    states = {State(row["state"]): row for row in rows}
    return Totals(
        by_state={
            state: Sums(count=states[state]["count"], **{n: states[state][n] for n in AMOUNTS})
            for state in State
            if state in states
        },
        by_alert={each: sum(row[each.value] for row in rows) for each in Alert},
        by_age={each: told for each in Age if (told := _of_age(each, rows))[0]},
    )


def _of_age(age: Age, rows: Sequence[Mapping[str, Any]]) -> tuple[int, Total]:
    amount = Total.of(row[f"{age}_amount"] for row in rows)
    return sum(row[f"{age}_tranches"] for row in rows), amount


def _summed(asked: Asked) -> Select[Any]:
    """A row a state. What is late is added up by convention before it is by state."""
    c, owing = conventions.c, aged(asked.today)
    called = alerts(conventions, owing.c.late_since, asked.today)
    amounts = {name: owing.c.late if name == "late" else c[name] for name in AMOUNTS}
    amounts |= {name: owing.c[name] for name in (f"{age}_amount" for age in Age)}
    tranches = [f"{age}_tranches" for age in Age]
    query = select(
        c.state,
        func.count().label("count"),
        *(_sum(amount, Sum).label(name) for name, amount in amounts.items()),
        *(_sum(owing.c[name], BigInteger).label(name) for name in tranches),
        *(func.count().filter(each).label(alert.value) for alert, each in called.items()),
    ).outerjoin_from(conventions, owing, owing.c.convention_id == c.convention_id)
    return kept(query, asked.filters, asked.today, asked.seen_by).group_by(c.state)


def _sum(of: ColumnElement[Any], kind: type[TypeEngine[Any]]) -> ColumnElement[Any]:
    return cast(func.coalesce(func.sum(of), 0), kind)
