"""Fixtures: a migrated temporary database of one service, or of two with a broker between them."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from mithaq.projections import prepare
from mithaq.store import Database
from mithaq.store.migrate import migrate
from mithaq.testing.broker import broker
from mithaq.testing.copies import begin_here
from mithaq.testing.flow import Producing, totals
from mithaq_local.testing import temporary_database


@pytest.fixture(scope="session")
async def migrated(postgres_server: str) -> AsyncIterator[str]:
    """The address of a migrated database: to copy one takes a fraction of migrating another."""
    async with temporary_database(postgres_server) as url:
        database = await Database.open(url)
        await migrate(database.engine)
        await database.close()
        yield url


@pytest.fixture
async def database(postgres_server: str, migrated: str) -> AsyncIterator[Database]:
    async with temporary_database(postgres_server, like=migrated) as url:
        await begin_here(url)
        database = await Database.open(url)
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
    postgres_server: str, migrated: str, producing: Producing
) -> AsyncIterator[Database]:
    async with temporary_database(postgres_server, like=migrated) as url:
        await begin_here(url)
        database = await Database.open(url)
        await prepare(database.engine, [totals(producing.catalogue)])
        yield database
        await database.close()
