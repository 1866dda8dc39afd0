"""Snapshots: states of long streams, written beside the events so that a replay begins late.

They are a copy, never believed over the events: one that does not stand on the very event it was
taken after (a store restored, a stream of another history), is of another form or cannot be read is
not used. They are taken in the background by whichever process holds the state, and of those that a
load began at, some are compared with the events and dropped, loudly, where they differ.
"""

import asyncio
import struct
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar

import asyncpg
import structlog

from mithaq.failpoints import FailPoint, reach
from mithaq.store.cache import Loaded
from mithaq.store.contract import EventStore, Stored
from mithaq.store.long_lived import long_lived
from mithaq.store.pacing import Pace
from mithaq.store.state_form import StateForm

log = structlog.get_logger()
S = TypeVar("S")

EVERY: Final = 1_000  # events between two snapshots of a stream
_LENGTH: Final = struct.Struct(">I")
_READ: Final = """
    SELECT version, mark, told, frames FROM snapshot WHERE stream_id = $1 AND state_schema = $2
"""
# Two processes may take one at once: the newer one stays. Those of another form are of a release
# that may still run beside this one, and go when none was taken for a week.
_WRITE: Final = """
    WITH outdated AS (
        DELETE FROM snapshot WHERE stream_id = $1 AND state_schema <> $2
        AND taken_at < now() - interval '7 days'
    )
    INSERT INTO snapshot AS known (stream_id, state_schema, version, mark, told, frames)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (stream_id, state_schema) DO UPDATE SET version = excluded.version,
        mark = excluded.mark, told = excluded.told, frames = excluded.frames, taken_at = now()
    WHERE known.version < excluded.version OR known.mark <> excluded.mark
"""
_DROP: Final = "DELETE FROM snapshot WHERE stream_id = $1 AND state_schema = $2 AND version = $3"


class Snapshot(NamedTuple):
    """A written state after the event `version`, of which `mark` is the digest.

    `told` is that of `Loaded`.
    """

    version: int
    mark: bytes
    told: int
    frames: Sequence[bytes]


class SnapshotStore(Protocol):
    """One snapshot a stream and form: the newest."""

    async def read(self, stream_id: str, schema: bytes) -> Snapshot | None: ...

    async def write(self, stream_id: str, schema: bytes, snapshot: Snapshot) -> None: ...

    async def drop(self, stream_id: str, schema: bytes, version: int) -> None: ...


@dataclass(frozen=True, slots=True)
class PostgresSnapshots:
    """`SnapshotStore` in the service's own database."""

    pool: asyncpg.Pool

    async def read(self, stream_id: str, schema: bytes) -> Snapshot | None:
        row = await self.pool.fetchrow(_READ, stream_id, schema)
        if row is None:
            return None
        return Snapshot(row["version"], row["mark"], row["told"], _apart(row["frames"]))

    async def write(self, stream_id: str, schema: bytes, snapshot: Snapshot) -> None:
        *told, frames = snapshot
        await self.pool.execute(_WRITE, stream_id, schema, *told, _joined(frames))

    async def drop(self, stream_id: str, schema: bytes, version: int) -> None:
        await self.pool.execute(_DROP, stream_id, schema, version)


def _joined(frames: Sequence[bytes]) -> bytes:
    """Each frame after its length: one value, as asyncpg looks into the catalogue for arrays."""
    return b"".join(part for frame in frames for part in (_LENGTH.pack(len(frame)), frame))


def _apart(joined: bytes) -> Sequence[bytes]:
    frames, at = list[bytes](), 0
    while at < len(joined):
        (length,) = _LENGTH.unpack_from(joined, at)
        at += _LENGTH.size
        frames.append(joined[at : at + length])
        at += length
    return frames


def mark_of(stored: Stored) -> bytes:
    """What tells an event from any other that a stream could have at its place."""
    return sha256(f"{stored.version} {stored.meta} {stored.data}".encode()).digest()


class Snapshots(Generic[S]):
    """Snapshots of one kind of aggregate: read when a replay begins, taken after `every` events."""

    def __init__(self, store: SnapshotStore, form: StateForm[S], *, every: int = EVERY) -> None:
        self._store, self.form, self._every = store, form, every
        self._taken: dict[str, int] = {}  # the version of the newest one, of streams seen here
        self._waiting: dict[str, tuple[EventStore, Loaded[S]]] = {}
        self._taking: asyncio.Task[None] | None = None

    async def newest(self, events: EventStore, stream_id: str) -> Loaded[S] | None:
        """The state to begin a replay at; None where there is none that can be used."""
        found = await self._store.read(stream_id, self.form.schema)
        if found is None:
            return None
        if not await _stands(events, stream_id, found):
            await self._refuse(stream_id, found, "not of this history")
            return None
        try:
            state = await self._read(found)
        except Exception:
            log.exception("snapshot_unreadable", stream=stream_id, version=found.version)
            await self._store.drop(stream_id, self.form.schema, found.version)
            return None
        self._taken[stream_id] = found.version
        return Loaded(state, found.version, found.told)

    async def _read(self, found: Snapshot) -> S:
        pace = Pace()
        with long_lived():
            for state in self.form.reading(found.frames):
                if state is not None:
                    return state
                if pace.due:
                    await pace.rest()
        raise ValueError("a snapshot without a state")

    async def _refuse(self, stream_id: str, found: Snapshot, why: str) -> None:
        log.error("snapshot_refused", stream=stream_id, version=found.version, why=why)
        await self._store.drop(stream_id, self.form.schema, found.version)
        self._taken.pop(stream_id, None)

    def consider(self, events: EventStore, stream_id: str, loaded: Loaded[S]) -> None:
        """Take a snapshot in the background, if enough was appended since the last one."""
        if loaded.version - self._taken.get(stream_id, 0) < self._every:
            return
        self._waiting[stream_id] = events, loaded
        if self._taking is None or self._taking.done():
            self._taking = asyncio.create_task(self._take_all())

    async def _take_all(self) -> None:
        while self._waiting:
            stream_id, (events, loaded) = self._waiting.popitem()
            try:
                await self._take(events, stream_id, loaded)
            except Exception:  # the events are there: without a snapshot a load takes longer
                log.exception("snapshot_not_taken", stream=stream_id, version=loaded.version)

    async def _take(self, events: EventStore, stream_id: str, loaded: Loaded[S]) -> None:
        self._taken[stream_id] = loaded.version
        last = await events.load(stream_id, loaded.version - 1, 1)
        if not last:  # not there, whatever this process holds
            return
        pace, frames = Pace(), list[bytes]()
        for frame in self.form.frames(loaded.state):
            frames.append(frame)
            if pace.due:
                await pace.rest()
        snapshot = Snapshot(loaded.version, mark_of(last[0]), loaded.told, frames)
        await self._store.write(stream_id, self.form.schema, snapshot)
        reach(FailPoint.SNAPSHOT)

    async def settled(self) -> None:
        """Wait until what was considered is taken."""
        if self._taking is not None:
            await self._taking

    async def compare(
        self, events: EventStore, stream_id: str, replay: Callable[[int], Awaitable[S]]
    ) -> bool:
        """Whether the snapshot, if there is one, is what the events make; else it is dropped.

        `replay` gives the state after so many events, made of them alone.
        """
        found = await self._store.read(stream_id, self.form.schema)
        if found is None:
            return True
        if not await _stands(events, stream_id, found):
            await self._refuse(stream_id, found, "not of this history")
            return False
        if await self._read(found) == await replay(found.version):
            return True
        await self._refuse(stream_id, found, "the events make another state")
        return False


async def _stands(events: EventStore, stream_id: str, snapshot: Snapshot) -> bool:
    """The stream has the event that the snapshot was taken after."""
    last: Sequence[Any] = await events.load(stream_id, snapshot.version - 1, 1)
    return bool(last) and mark_of(last[0]) == snapshot.mark
