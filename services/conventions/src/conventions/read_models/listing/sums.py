"""What the filtered conventions amount to: by state, by alert, and by how late their money is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mithaq.money import Total
from mithaq.projections import Sum
from sqlalchemy import CTE, Select, cast, func, literal, null, select, text, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.core.vocabulary import State
from conventions.read_models.convention_list import conventions
from conventions.read_models.listing.alerts import Alert, alerts
from conventions.read_models.listing.filters import kept
from conventions.read_models.listing.late import Age, age, owed
from conventions.read_models.listing.pages import Asked
from conventions.read_models.tranche_schedule import UNPAID, tranches

_STATE, _AGE = "state", "age"
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
    """Of everything that a list without pages would show, read in one statement."""
    rows = (await connection.execute(_summed(asked))).mappings().all()
    states = {State(row["code"]): row for row in rows if row["of"] == _STATE}
    ages = {Age(row["code"]): row for row in rows if row["of"] == _AGE}
    return Totals(
        by_state={
            state: Sums(count=states[state]["count"], **{n: states[state][n] for n in AMOUNTS})
            for state in State
            if state in states
        },
        by_alert={each: sum(row[each.value] for row in states.values()) for each in Alert},
        by_age={each: (ages[each]["count"], ages[each]["late"]) for each in Age if each in ages},
    )


def _summed(asked: Asked) -> Select[Any]:
    some = _kept(asked)
    told = union_all(_by_state(some), _by_age(some, asked)).subquery("told")
    return select(told)


def _kept(asked: Asked) -> CTE:
    owing, c = owed(asked.today), conventions.c
    called = alerts(conventions, owing.c.late_since, asked.today)
    return (
        select(
            c.convention_id,
            c.state,
            *(c[name] for name in AMOUNTS if name != "late"),
            owing.c.late,
            *(func.coalesce(each, False).label(alert.value) for alert, each in called.items()),
        )
        .outerjoin_from(conventions, owing, owing.c.convention_id == c.convention_id)
        .where(kept(asked.filters, asked.today, asked.seen_by))
        .cte("kept")
    )


def _by_state(some: CTE) -> Select[Any]:
    c = some.c
    return select(
        literal(_STATE).label("of"),
        c.state.label("code"),
        func.count().label("count"),
        *(cast(func.coalesce(func.sum(c[name]), 0), Sum).label(name) for name in AMOUNTS),
        *(func.count().filter(c[alert.value]).label(alert.value) for alert in Alert),
    ).group_by(c.state)


def _by_age(some: CTE, asked: Asked) -> Select[Any]:
    c = tranches.c
    late = select(age(asked.today).label("age"), c.amount, c.paid).where(
        text(UNPAID), c.due_on < asked.today, c.convention_id.in_(select(some.c.convention_id))
    )
    aged = late.subquery("aged").c
    return select(
        literal(_AGE),
        aged.age,
        func.count(),
        *(null() for name in AMOUNTS if name != "late"),
        cast(func.sum(aged.amount - aged.paid), Sum),
        *(null() for _ in Alert),
    ).group_by(aged.age)
