"""The environment of a measure: a service's database, a broker, and events of usual size."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from uuid import uuid4

from mithaq.events import Recorded
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.messaging import Kafka
from mithaq.projections import ReadModel, prepare
from mithaq.store import Database, NewEvent, PostgresEventStore, Write
from mithaq.store.migrate import migrate
from mithaq.testing.broker import broker
from mithaq.testing.counter import Counted, catalogue, request
from mithaq.testing.flow import METADATA, TOTAL
from mithaq_local.testing import temporary_database
from sqlalchemy import ARRAY, Integer, Text, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

NOTE: Final = "n" * 360  # with it the payload has 380 bytes
META: Final = encode_metadata(request().metadata())
ENCODED: Final = catalogue().encode(Counted(by=1, note=NOTE))
A_STREAM: Final = 100

T = TypeVar("T")
N = TypeVar("N", int, float)


@dataclass(frozen=True, slots=True)
class Servers:
    """The servers: PostgreSQL's administrator address; Kafka starts on first use."""

    postgres: str
    kafka: Callable[[], str]


@dataclass(frozen=True, slots=True)
class World:
    """`source` names the topic; the read model `model` is ready to be filled.

    `quick` asks for sizes that prove the measure runs and say nothing about speed.
    """

    servers: Servers
    database: Database
    store: PostgresEventStore
    source: str
    quick: bool
    _exits: AsyncExitStack
    _kept: dict[object, Any] = field(default_factory=dict)

    @property
    def kafka(self) -> Kafka:
        return broker(self.servers.kafka())

    @property
    def model(self) -> ReadModel:
        return read_model(self.source)

    def size(self, full: N, quick: N) -> N:
        """The amount of work, or its duration."""
        return quick if self.quick else full

    async def kept(
        self, opening: Callable[..., AbstractAsyncContextManager[T]], *arguments: Any
    ) -> T:
        """What `opening(world, *arguments)` gives: once for all rounds, closed with the world."""
        key = (opening, arguments)
        if key not in self._kept:
            opened = await self._exits.enter_async_context(opening(self, *arguments))
            self._kept[key] = opened
        kept: T = self._kept[key]
        return kept

    async def append(self, stream: str, expected: int, count: int = 1) -> None:
        """A write of one command's events to one stream."""
        await self.store.append([Write(stream, expected, events(count))], new_id(), b"f")

    async def fill(self, streams: int) -> int:
        """Append so many new streams of a hundred events; returns the number of events."""
        for _ in range(streams):
            await self.append(new_stream(), 0, A_STREAM)
        return streams * A_STREAM


def new_stream() -> str:
    return f"counter-{uuid4()}"


def events(count: int) -> list[NewEvent]:
    """New events, encoded in advance, for measures of the store and everything after it."""
    return [NewEvent(new_id(), *ENCODED, META) for _ in range(count)]


def read_model(source: str) -> ReadModel:
    return ReadModel(metadata=METADATA, catalogue=catalogue(source), project=add_up)


_more = (
    func.unnest(bindparam("streams", type_=ARRAY(Text)), bindparam("numbers", type_=ARRAY(Integer)))
    .table_valued("stream_id", "total", name="more")
    .render_derived()
)
_fresh = insert(TOTAL).from_select(["stream_id", "total"], select(_more))
_ADD: Final = _fresh.on_conflict_do_update(
    index_elements=["stream_id"], set_={"total": TOTAL.c.total + _fresh.excluded.total}
)


async def add_up(connection: AsyncConnection, recorded: Sequence[Recorded[Any]]) -> None:
    """A projector with one precompiled statement per batch, as fast read models have it."""
    more: Counter[str] = Counter()
    for each in recorded:
        more[each.stream_id] += each.event.by
    await connection.execute(_ADD, {"streams": list(more), "numbers": list(more.values())})


@asynccontextmanager
async def opened(servers: Servers, source: str) -> AsyncIterator[Database]:
    """A migrated database with an empty log and read model, dropped afterwards."""
    async with temporary_database(servers.postgres) as url:
        database = await Database.open(url)
        try:
            await migrate(database.engine)
            await prepare(database.engine, [read_model(source)])
            yield database
        finally:
            await database.close()


@asynccontextmanager
async def world(servers: Servers, *, quick: bool = False) -> AsyncIterator[World]:
    """An empty world, removed afterwards except for the topic."""
    source = f"ma.mithaq.bench{uuid4().hex[:8]}"
    async with opened(servers, source) as database, AsyncExitStack() as exits:
        store = PostgresEventStore(database.pool)
        yield World(servers, database, store, source, quick, exits)
