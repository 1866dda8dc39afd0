"""Reads a service's log: its lines in order, from any log sequence on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final, NamedTuple

import asyncpg

from mithaq.errors import NotCaughtUp
from mithaq.events import LogRecord
from mithaq.store.chain import GENESIS
from mithaq.store.recent import RecentLines
from mithaq.store.signal import Signal

# The columns of a LogRecord, in its order, from `event_log l JOIN event e`.
COLUMNS: Final = """
    l.seq, l.hash, e.event_id, e.stream_id, e.version, e.type, e.schema, e.data, e.meta,
    e.recorded_at
"""
_AFTER: Final = f"""
    SELECT {COLUMNS} FROM event_log l JOIN event e USING (position)
    WHERE l.seq > $1 AND l.seq <= $1 + $2 ORDER BY l.seq
"""  # noqa: S608
_OF_STREAM: Final = f"""
    SELECT {COLUMNS} FROM event e JOIN event_log l USING (position)
    WHERE e.stream_id = $1 AND e.version > $2 ORDER BY e.version LIMIT $3
"""  # noqa: S608
_COMMITTED: Final = """
    SELECT version, type, schema, data, meta, recorded_at FROM event
    WHERE stream_id = $1 AND version > $2 AND version <= $3 AND type = ANY($4::text[])
    ORDER BY version
"""
_SEQUENCED: Final = "SELECT EXISTS (SELECT FROM event_log WHERE position = $1)"
_HEAD: Final = "SELECT seq, hash FROM event_log ORDER BY seq DESC LIMIT 1"
_POLL_S: Final = 0.010  # for a sequencer in another process


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log: `seq` is also the number of events; `hash` covers them all."""

    seq: int
    hash: bytes


class Committed(NamedTuple):
    """An event as it was appended; `data` and `meta` are its canonical JSON."""

    version: int
    type: str
    schema: int
    data: str
    meta: str
    recorded_at: datetime


class Log:
    """The sequenced log of one service. Lines never change, so any reader may cache them.

    With `recent`, the latest lines of this process's sequencer are not read from the database. With
    `advanced`, the signal of that sequencer, `wait` returns as soon as it extends the log.
    """

    def __init__(
        self, pool: asyncpg.Pool, recent: RecentLines | None = None, advanced: Signal | None = None
    ) -> None:
        self._pool, self._recent = pool, recent
        self._advanced = advanced or Signal()

    async def after(self, seq: int, limit: int) -> list[LogRecord]:
        """Up to `limit` lines following `seq`, without a gap; empty only at the end of the log."""
        if self._recent is not None and (lines := self._recent.after(seq, limit)):
            return lines
        return [LogRecord._make(row) for row in await self._pool.fetch(_AFTER, seq, limit)]

    async def of_stream(self, stream_id: str, *, after: int, limit: int) -> list[LogRecord]:
        """Up to `limit` lines of one stream with a version above `after`, by version."""
        rows = await self._pool.fetch(_OF_STREAM, stream_id, after, limit)
        return [LogRecord._make(row) for row in rows]

    async def committed(
        self, stream_id: str, types: Collection[str], *, after: int, until: int
    ) -> list[Committed]:
        """A stream's events of these types with a version above `after`, up to `until`.

        Committed, whether the sequencer has come to them or not: whoever knows of a version of
        the stream misses nothing up to it.
        """
        rows = await self._pool.fetch(_COMMITTED, stream_id, after, until, list(types))
        return [Committed._make(row) for row in rows]

    async def wait(self, position: int, *, timeout_s: float = 2.0) -> None:
        """Return once the event at `position` is sequenced; raises NotCaughtUp after `timeout_s`.

        Position 0, the answer to a command that changed nothing, needs no wait.
        """
        deadline = monotonic() + timeout_s
        while position:
            seen = self._advanced.count
            if await self._pool.fetchval(_SEQUENCED, position):
                return
            if monotonic() >= deadline:
                raise NotCaughtUp(read_model="log", position=position)
            await self._advanced.wait(seen, _POLL_S)

    async def head(self) -> Head:
        row = await self._pool.fetchrow(_HEAD)
        return Head(row["seq"], row["hash"]) if row else Head(0, GENESIS)
