"""The `eventsourcing` library on PostgreSQL: recorder, mapper and repository as it ships them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from eventsourcing.application import Application, Repository
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import ApplicationRecorder, Mapper, StoredEvent
from mithaq_local.testing import temporary_database
from sqlalchemy import make_url

from tests.bench.world import World

NOTE: Final = "n" * 280  # the library adds a timestamp: together 380 bytes, as ours


class Counter(Aggregate):
    """The same aggregate as ours."""

    def __init__(self) -> None:
        self.total = 0

    @event("Counted")
    def count(self, by: int, note: str) -> None:
        self.total += by


@dataclass(frozen=True, slots=True)
class Library:
    """One application's parts, over a database of its own."""

    recorder: ApplicationRecorder
    mapper: Mapper[UUID]
    repository: Repository[UUID]

    def history(self, count: int) -> list[StoredEvent]:
        """One new aggregate's events, encoded: its creation and `count - 1` more."""
        counter = Counter()
        for _ in range(count - 1):
            counter.count(by=1, note=NOTE)
        return [self.mapper.to_stored_event(each) for each in counter.collect_events()]


@asynccontextmanager
async def library(
    world: World, writers: int = 1, functions: bool = False
) -> AsyncIterator[Library]:
    """Default mode, or inserting by database function; its pool is as large as writers are many."""
    async with temporary_database(world.servers.postgres) as url:
        environment = _environment(url, writers, functions)
        application = await asyncio.to_thread(Application[UUID], environment)
        try:
            yield Library(application.recorder, application.mapper, application.repository)
        finally:
            await asyncio.to_thread(application.close)


def _environment(url: str, writers: int, functions: bool) -> dict[str, str]:
    address = make_url(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(address.database),
        "POSTGRES_HOST": str(address.host),
        "POSTGRES_PORT": str(address.port),
        "POSTGRES_USER": str(address.username),
        "POSTGRES_PASSWORD": str(address.password),
        "POSTGRES_POOL_SIZE": str(writers),
        "POSTGRES_MAX_OVERFLOW": "0",
        "POSTGRES_ENABLE_DB_FUNCTIONS": "y" if functions else "n",
    }
