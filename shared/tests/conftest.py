"""Fixtures: a migrated temporary database of one service, or of two with a broker between them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import uuid4

import pytest
from mithaq.projections import prepare
from mithaq.store import Database
from mithaq.store.migrate import migrate
from mithaq.testing.broker import broker
from mithaq.testing.flow import Producing, totals


@pytest.fixture
async def database(fresh_database: Callable[[], Awaitable[str]]) -> AsyncIterator[Database]:
    database = await Database.open(await fresh_database())
    await migrate(database.engine)
    yield database
    await database.close()


@pytest.fixture
def source() -> str:
    """A source, and so a topic, used by only this test."""
    return f"ma.mithaq.test{uuid4().hex[:8]}"


@pytest.fixture
async def producing(database: Database, kafka_server: str, source: str) -> Producing:
    return Producing(database, broker(kafka_server), source)


@pytest.fixture
async def consuming(
    fresh_database: Callable[[], Awaitable[str]], producing: Producing
) -> AsyncIterator[Database]:
    database = await Database.open(await fresh_database())
    await migrate(database.engine)
    await prepare(database.engine, [totals(producing.catalogue)])
    yield database
    await database.close()
