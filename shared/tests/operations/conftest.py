"""A counting service with its own read model, and one that consumes its events from Kafka."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from mithaq.messaging import Kafka
from mithaq.operations.session import Session
from mithaq.projections import ReadModel, Tail, prepare
from mithaq.runtime import Kernel, Service
from mithaq.settings import Settings
from mithaq.store import Database, Sequencer, Signal
from mithaq.store.migrate import migrate
from mithaq.testing.broker import broker
from mithaq.testing.flow import Producing, totals
from mithaq.testing.levels import take_as_level

from .command_line import Operator


def session(service: Service, database: Database, kafka: Kafka) -> Session:
    settings = Settings(
        database_url=database.url,
        kafka_bootstrap=kafka.bootstrap,
        token_issuer="https://identity.test",
        jwks_url="file:///jwks.json",
    )
    return Session(service, Kernel(settings=settings, database=database))


class Counting(Producing):
    """The producing service, run step by step."""

    @property
    def session(self) -> Session:
        model = totals(self.catalogue)
        service = Service(name="counting", title="Counting", catalogue=self.catalogue, own=[model])
        return session(service, self.database, self.kafka)

    async def sequence(self) -> None:
        connection = await self.database.connect()
        try:
            sequencer = Sequencer(self.database, Signal(), Signal())
            await sequencer.resume(connection)
            async with asyncio.timeout(20):
                while await self._unsequenced():
                    await sequencer.advance(connection)
        finally:
            await connection.close()

    async def project(self) -> None:
        (model,) = self.session.service.own
        tail = Tail(self.database, model.subscription(), Signal(), Signal())
        while await tail.step():
            pass

    async def _unsequenced(self) -> bool:
        query = "SELECT (SELECT count(*) FROM event) > (SELECT count(*) FROM event_log)"
        return bool(await self.database.pool.fetchval(query))


@pytest.fixture
async def counting(database: Database, source: str) -> Counting:
    """A counting service whose Kafka is unreachable."""
    made = Counting(database, Kafka("127.0.0.1:1"), source)
    await prepare(database.engine, made.session.service.own)
    await take_as_level(database)
    return made


@pytest.fixture
def published(database: Database, kafka_server: str, source: str) -> Counting:
    """A counting service with the test session's broker."""
    return Counting(database, broker(kafka_server), source)


@pytest.fixture
async def ten(counting: Counting) -> Counting:
    """Lines 1..10: counter-a and counter-b in turn, versions 1..5 each."""
    for _ in range(5):
        await counting.count("counter-a", 1)
        await counting.count("counter-b", 1)
    await counting.sequence()
    return counting


@asynccontextmanager
async def poisoned(counting: Counting) -> AsyncIterator[ReadModel]:
    """counter-a is parked at line 2 (a 13), with lines 3 and 4 behind it; counter-b is not."""
    await counting.count("counter-a", 1, 13, 2, 3)
    await counting.count("counter-b", 5)
    await counting.sequence()
    await counting.project()
    (model,) = counting.session.service.own
    yield model


@pytest.fixture
def operator(tmp_path: Path, counting: Counting) -> Operator:
    return Operator(
        tmp_path,
        source=counting.source,
        url=counting.database.url,
        bootstrap=counting.kafka.bootstrap,
    )


@pytest.fixture
async def adding(
    fresh_database: Callable[[], Awaitable[str]], published: Counting
) -> AsyncIterator[Session]:
    """The service that adds up the other's numbers."""
    database = await Database.open(await fresh_database())
    await migrate(database.engine)
    model = totals(published.catalogue)
    await prepare(database.engine, [model])
    await take_as_level(database)
    service = Service(name="adding", title="Adding", catalogue=published.catalogue, foreign=[model])
    yield session(service, database, published.kafka)
    await database.close()
