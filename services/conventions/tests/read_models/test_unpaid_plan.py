"""What is late is read without what was paid: whatever lies settled in the past."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from conventions.read_models.tranche_schedule import tranches, unpaid, unpaid_query
from mithaq.money import ZERO, Money
from mithaq.projections.rows import insert_rows
from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from ..conftest import Running

SETTLED, OPEN, OWNERS = 20_000, 40, 10
AMOUNT = Money.dirhams(100)
DAY = date(2026, 3, 2)
LATE: dict[str, Any] = {"due_before": DAY}
AN_OWNER: dict[str, Any] = {"organisations": [UUID(int=3)]}
# It was merged: what is due by the organisation that went up in it is asked for too.
MERGED: dict[str, Any] = {"organisations": [UUID(int=3), UUID(int=4)]}
FURTHER: dict[str, Any] = {"after": (date(2025, 1, 1), UUID(int=0), "")}


def row(number: int, *, paid: Money) -> dict[str, Any]:
    """Of the past all, the settled longest due."""
    late = DAY - timedelta(days=1 if paid == ZERO else 400 + number % 900)
    steps = ("called", "committed", "visaed", "ordered", "justified", "excess")
    return {
        "convention_id": UUID(int=number),
        "tranche": "T1",
        "contribution": "c1",
        "organisation_id": UUID(int=number % OWNERS),
        "action": "works",
        "year": 2026,
        "due_on": late,
        "amount": AMOUNT,
        **dict.fromkeys(steps, ZERO),
        "paid": paid,
        "overpayment_open": False,
        "cancelled": False,
    }


async def plan(connection: AsyncConnection, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Every node of the plan, as it ran."""
    query = unpaid_query(**asked).limit(20)
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    sql = query.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    told = await connection.execute(text(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}"))
    (explained,) = told.scalars()
    found = explained if isinstance(explained, list) else json.loads(explained)
    nodes, rest = [], [found[0]["Plan"]]
    while rest:
        nodes.append(node := rest.pop())
        rest += node.get("Plans", [])
    return nodes


@pytest.mark.parametrize(
    "asked",
    [
        {},
        LATE,
        AN_OWNER,
        FURTHER,
        LATE | AN_OWNER,
        LATE | AN_OWNER | FURTHER,
        LATE | MERGED,
        {"year": 2026},
    ],
)
async def test_nothing_that_is_settled_is_read(running: Running, asked: dict[str, Any]) -> None:
    async with running.kernel.engine.connect() as connection:
        settled = [row(number, paid=AMOUNT) for number in range(SETTLED)]
        opened = [row(SETTLED + number, paid=ZERO) for number in range(OPEN)]
        await insert_rows(connection, tranches, settled + opened)
        await connection.execute(text(f'ANALYZE "{tranches.schema}".tranche'))
        nodes = await plan(connection, asked)
        read = sum(
            (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
            for node in nodes
            if "Relation Name" in node
        )
        assert read <= OPEN, nodes
        found = await unpaid(connection, limit=OPEN, **asked)
        assert len(found) == OPEN // OWNERS * len(asked.get("organisations", range(OWNERS)))
        await connection.rollback()


async def test_one_convention_s_and_one_year_s_are_found_among_all(running: Running) -> None:
    async with running.kernel.engine.connect() as connection:
        rows = [row(number, paid=ZERO) for number in range(OPEN)]
        rows[3] |= {"year": 2027}
        await insert_rows(connection, tranches, rows)
        one = await unpaid(connection, limit=OPEN, convention=UUID(int=7))
        assert [each.convention_id for each in one] == [UUID(int=7)]
        later = await unpaid(connection, limit=OPEN, year=2027)
        assert [each.convention_id for each in later] == [UUID(int=3)]
        assert await unpaid(connection, limit=OPEN, convention=UUID(int=7), year=2027) == []
        await connection.rollback()
