"""Measures what an index made by migration over a large store costs those who append meanwhile."""

import asyncio
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mithaq.events.encoding import encode_metadata
from mithaq.store import Database, PostgresEventStore, Sequencer, Signal, Streams
from mithaq.store.migrate import migrate
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request

RATE: Final = 100
_STREAMS: Final = 100_000
# The keys of the tables are made once they are full: row by row they take three times as long.
_WITHOUT_KEYS: Final = """
    ALTER TABLE event DROP CONSTRAINT event_stream_version, DROP CONSTRAINT event_command,
                      DROP CONSTRAINT event_pkey;
    DROP INDEX event_order;
    ALTER TABLE event_log DROP CONSTRAINT event_log_position, DROP CONSTRAINT event_log_pkey
"""
_FILL: Final = """
    INSERT INTO event (xid, event_id, command_id, command_index, fingerprint, stream_id, version,
                       type, schema, data, meta, recorded_at)
    SELECT pg_current_xact_id(), gen_random_uuid(), gen_random_uuid(), 1, '\\x00',
           'counter-' || (n % $2), 1 + n / $2, 'Counted', 1, '{"by":1,"note":""}', $3,
           now() - interval '1 second' * ($1 - n)
    FROM generate_series(0, $1 - 1) AS n ORDER BY n
"""
_FILL_LOG: Final = """
    INSERT INTO event_log (seq, position, hash)
    SELECT position, position, sha256(position::text::bytea) FROM event ORDER BY position
"""
_KEYS: Final = """
    SET maintenance_work_mem = '256MB';
    ALTER TABLE event ADD CONSTRAINT event_pkey PRIMARY KEY (position),
                      ADD CONSTRAINT event_stream_version UNIQUE (stream_id, version),
                      ADD CONSTRAINT event_command UNIQUE (command_id, command_index);
    CREATE INDEX event_order ON event (xid, position);
    ALTER TABLE event_log ADD CONSTRAINT event_log_pkey PRIMARY KEY (seq),
                          ADD CONSTRAINT event_log_position UNIQUE (position);
    ANALYZE event; ANALYZE event_log
"""
_BEHIND: Final = """
    SELECT extract(epoch FROM clock_timestamp() - recorded_at)::float8 * 1000 FROM event
    WHERE position > (SELECT position FROM event_log ORDER BY seq DESC LIMIT 1)
    ORDER BY position LIMIT 1
"""
_MIGRATION: Final = """
from mithaq.store.indexes import create_index

revision = "t0001"
down_revision = None


def upgrade():
    create_index("event_recorded_at", "event (recorded_at)")
"""


@dataclass(frozen=True, slots=True)
class Effect:
    """The 99th percentile of a command before and during the migration, in milliseconds.

    A command's time counts from when it was due, so that those behind a slow one wait too.
    `behind_ms` is how old the oldest event ever was that the log did not have yet.
    """

    events: int
    before_ms: float
    during_ms: float
    longest_ms: float
    seconds: float
    behind_ms: float

    @property
    def ratio(self) -> float:
        return self.during_ms / self.before_ms


async def fill(database: Database, events: int) -> None:
    """A log of so many events in 100,000 streams, made in the server."""
    connection = await database.connect()
    try:
        await connection.execute("SET statement_timeout = 0")
        await connection.execute(_WITHOUT_KEYS, timeout=3_600)
        meta = encode_metadata(request().metadata())
        await connection.execute(_FILL, events, _STREAMS, meta, timeout=3_600)
        await connection.execute(_FILL_LOG, timeout=3_600)
        await connection.execute(_KEYS, timeout=3_600)
    finally:
        await connection.close()


async def effect(database: Database, events: int, folder: Path, quiet_s: float = 20) -> Effect:
    """Make an index by migration on a filled store, while 100 commands a second go on."""
    (folder / "versions").mkdir(parents=True)
    (folder / "versions" / "t0001.py").write_text(_MIGRATION)
    store = PostgresEventStore(database.pool, Signal())
    counters = Streams(store, catalogue(), 0, evolve)
    async with load(counters, []), sequencing(database, []):  # pages and plans are cold at first
        await asyncio.sleep(quiet_s)
    before: list[float] = []
    async with load(counters, before), sequencing(database, []):
        await asyncio.sleep(quiet_s)
    during: list[float] = []
    behind = [0.0]
    async with load(counters, during), sequencing(database, behind):
        begun = time.monotonic()
        await migrate(database.engine, service=folder)
        seconds = time.monotonic() - begun
    return Effect(
        events=events,
        before_ms=percentile(before),
        during_ms=percentile(during),
        longest_ms=max(during) * 1_000,
        seconds=seconds,
        behind_ms=max(behind),
    )


@asynccontextmanager
async def load(counters: Streams[int, Counted], took: list[float]) -> AsyncIterator[None]:
    """Commands at 100 a second, each on a stream of its own time, until the end of the context."""
    running = asyncio.create_task(_commands(counters, took))
    try:
        yield
    finally:
        await _ended(running)


@asynccontextmanager
async def sequencing(database: Database, behind: list[float]) -> AsyncIterator[None]:
    """A sequencer until the end of the context, and how far it is behind now and then."""
    works = [Sequencer(database, Signal(), Signal()).run(), _looks(database, behind)]
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        await _ended(*tasks)


async def _ended(*tasks: "asyncio.Task[None]") -> None:
    """Cancel them; raises what one of them raised before."""
    for task in tasks:
        task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, Exception):
            raise result


async def _looks(database: Database, behind: list[float]) -> None:
    while True:
        await asyncio.sleep(0.25)
        behind.append(await database.pool.fetchval(_BEHIND) or 0.0)


async def _commands(counters: Streams[int, Counted], took: list[float]) -> None:
    begun = time.monotonic()
    async with asyncio.TaskGroup() as sending:
        number = 0
        while True:
            due = begun + number / RATE
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            sending.create_task(_command(counters, number, due, took))
            number += 1


async def _command(
    counters: Streams[int, Counted], number: int, due: float, took: list[float]
) -> None:
    stream = f"counter-{(number * 7_919) % _STREAMS}"
    await counters.run(stream, counting(1), request())
    took.append(time.monotonic() - due)


def percentile(took: list[float], share: float = 0.99) -> float:
    """In milliseconds."""
    ranked = sorted(took)
    return ranked[min(len(ranked) - 1, math.ceil(share * len(ranked)) - 1)] * 1_000
