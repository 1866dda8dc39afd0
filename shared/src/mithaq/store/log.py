"""Reading a service's log: dense, in order, from any place."""

from dataclasses import dataclass
from typing import Final

import asyncpg

from mithaq.events import LogRecord
from mithaq.store.chain import GENESIS
from mithaq.store.recent import Recent

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
    """The sequenced log of one service. Lines never change, so any reader may cache them.

    With `recent`, the lines this process's own sequencer wrote lately are not fetched again.
    """

    def __init__(self, pool: asyncpg.Pool, recent: Recent | None = None) -> None:
        self._pool, self._recent = pool, recent

    async def after(self, seq: int, limit: int) -> list[LogRecord]:
        """Up to `limit` lines following `seq`, without a gap; none only where the log ends."""
        if self._recent is not None and (lines := self._recent.after(seq, limit)):
            return lines
        return [LogRecord._make(row) for row in await self._pool.fetch(_AFTER, seq, limit)]

    async def head(self) -> Head:
        row = await self._pool.fetchrow(_HEAD)
        return Head(row["seq"], row["hash"]) if row else Head(0, GENESIS)
