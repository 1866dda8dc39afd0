"""A halted consumer of two services; the events of the second still fail."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from mithaq.events import LogRecord
from mithaq.ids import new_id
from mithaq.projections import DeadLetterLimit, ProjectorBroken, Subscription, replay
from mithaq.projections.dead_letters import add
from mithaq.store import Database
from sqlalchemy.ext.asyncio import AsyncConnection

SOURCES = ("ma.mithaq.first", "ma.mithaq.second")
HALTED = "INSERT INTO halted_consumer VALUES ('both', $1, 1, 'counter-a', 'ValueError: broken')"


async def second_fails(_: AsyncConnection, source: str, __: Sequence[LogRecord]) -> None:
    if source == SOURCES[1]:
        raise ValueError("still broken")


BOTH = Subscription(
    name="both",
    sources=SOURCES,
    concerns=lambda _source, _record: True,
    apply=second_fails,
    limit=DeadLetterLimit(max_parked=0),
)


async def test_it_is_halted_again_without_a_deadlock(database: Database) -> None:
    line = LogRecord(
        *(1, b"", new_id(), "counter-a", 1, "Counted", 1, "{}", "{}"),
        recorded_at=datetime(2024, 5, 17, tzinfo=UTC),
    )
    async with database.engine.begin() as connection:
        for source in SOURCES:
            await add(connection, "both", source, line, "ValueError: broken")
    await database.pool.execute(HALTED, SOURCES[1])
    async with asyncio.timeout(5):
        with pytest.raises(ProjectorBroken):
            await replay(database.engine, BOTH)
    reason = await database.pool.fetchval("SELECT reason FROM halted_consumer")
    assert reason == "ValueError: still broken"
