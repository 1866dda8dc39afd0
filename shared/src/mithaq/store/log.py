"""Reading a service's log: dense, in order, from any place."""

from dataclasses import dataclass
from typing import Final

import asyncpg

from mithaq.events import LogRecord
from mithaq.store.chain import GENESIS

# The columns of a LogRecord, in its order, from `event_log l JOIN event e`.
COLUMNS: Final = """
    l.seq, l.hash, e.event_id, e.stream_id, e.version, e.type, e.schema, e.data, e.meta,
    e.recorded_at
"""
_AFTER: Final = f"""
    SELECT {COLUMNS} FROM event_log l JOIN event e USING (position)
    WHERE l.seq > $1 AND l.seq <= $1 + $2 ORDER BY l.seq
"""  # noqa: S608
_HEAD: Final = "SELECT seq, hash FROM event_log ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ends: `seq` is also the number of events; `hash` covers them all."""

    seq: int
    hash: bytes


class Log:
    """The sequenced log of one service. Lines never change, so any reader may cache them."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def after(self, seq: int, limit: int) -> list[LogRecord]:
        """Up to `limit` lines following `seq`, without a gap."""
        return [record(row) for row in await self._pool.fetch(_AFTER, seq, limit)]

    async def head(self) -> Head:
        row = await self._pool.fetchrow(_HEAD)
        return Head(row["seq"], row["hash"]) if row else Head(0, GENESIS)


def record(row: asyncpg.Record) -> LogRecord:
    seq, hash_, event_id, stream_id, version, type_, schema, data, meta, recorded_at = row
    return LogRecord(
        seq=seq,
        hash=hash_,
        event_id=event_id,
        stream_id=stream_id,
        version=version,
        type=type_,
        schema=schema,
        data=data,
        meta=meta,
        recorded_at=recorded_at,
    )
