"""The sequencer, the only writer of the log: gives committed events a dense sequence and a hash."""

from collections.abc import Sequence
from typing import Final

import asyncpg
import structlog

from mithaq.events import LogRecord
from mithaq.failpoints import FailPoint, reach
from mithaq.observability import flow
from mithaq.store.chain import GENESIS, link
from mithaq.store.database import Database
from mithaq.store.eras import await_compared, current_era
from mithaq.store.polling import PollInterval
from mithaq.store.recent import RecentLines
from mithaq.store.signal import Signal
from mithaq.store.singleton import Singleton, acquire

log = structlog.get_logger()

# Events sequenced together are relayed, polled, applied and flushed together. Without this interval
# each of these steps runs for every two or three events and they compete for the CPU: see ADR 2.
_INTERVAL_S: Final = 0.008

_COLUMNS: Final = """
    xid::text, position, event_id, stream_id, version, type, schema, data, meta, recorded_at
"""
# Below the oldest open transaction nothing new can appear, so (xid, position) is a safe cursor.
# `position > last` is not: with 12 writers it lost 1,004 of 4,800 events (measured). ORDER BY needs
# the qualified `event.xid`: a bare `xid` is the output column, a text, and sorts 1000 before 992.
# The last row, without a position, says that there are events above it: an older transaction is
# still open, and nothing will announce its end.
_UNSEQUENCED: Final = f"""
    (SELECT {_COLUMNS} FROM event
     WHERE (xid, position) > ($1::text::xid8, $2)
       AND xid < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY event.xid, event.position LIMIT $3)
    UNION ALL
    (SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM event
     WHERE (xid, position) > ($1::text::xid8, $2)
       AND xid >= pg_snapshot_xmin(pg_current_snapshot())
     LIMIT 1)
"""  # noqa: S608
# Restored events that were not sequenced before the dump: see mithaq.store.eras.
_RESTORED: Final = f"""
    SELECT {_COLUMNS} FROM event
    WHERE position > $1 AND position <= $2
      AND NOT EXISTS (SELECT FROM event_log WHERE event_log.position = event.position)
    ORDER BY position LIMIT $3
"""  # noqa: S608
_LAST: Final = """
    SELECT l.seq, l.hash, e.xid::text AS xid, e.position
    FROM event_log l JOIN event e USING (position) ORDER BY l.seq DESC LIMIT 1
"""
_EXTEND: Final = """
    INSERT INTO event_log (seq, position, hash)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[])
"""


class Sequencer:
    """Extends the log while it holds the database's sequencer lock; stands by otherwise.

    Under load it sequences new events every `interval_s` seconds; after a full batch it continues
    at once. Lock and writes share one session: a sequencer that lost its session cannot write any
    more, and in any case the primary key of `event_log` refuses a second line of one sequence.
    Readers in this process find the newest lines in `recent`. `pending`: the last poll found events
    that are committed and cannot be sequenced before an older transaction ends.
    """

    def __init__(
        self,
        database: Database,
        appended: Signal,
        advanced: Signal,
        *,
        recent: RecentLines | None = None,
        batch: int = 5_000,
        interval_s: float = _INTERVAL_S,
    ) -> None:
        self._database, self._batch, self._interval_s = database, batch, interval_s
        self._appended, self._advanced = appended, advanced
        self._recent = recent if recent is not None else RecentLines()
        self._seq, self._hash, self._xid, self._position = 0, GENESIS, "0", 0
        self.pending = False
        self._restored = 0  # the position up to which events were restored from a dump

    async def run(self) -> None:
        """Sequence until cancelled. Raises when the database is unreachable; run it again then."""
        connection = await self._database.connect()
        try:
            await acquire(connection, Singleton.SEQUENCER)
            await current_era(connection)
            await await_compared(connection)
            await self.resume(connection)
            interval = PollInterval(self._appended, interval_s=self._interval_s)
            while True:
                found = await self.advance(connection)
                more = found == self._batch
                await interval.wait(found, more=more, pending=self.pending)
        finally:
            await connection.close()

    async def resume(self, connection: asyncpg.Connection) -> None:
        """Load the end of the log and the sequencer's cursor."""
        era = await current_era(connection)
        row = await connection.fetchrow(_LAST)
        if row is not None:
            self._seq, self._hash = row["seq"], row["hash"]
        if row is not None and row["position"] > era.position:
            self._xid, self._position, self._restored = row["xid"], row["position"], 0
        else:
            self._xid, self._position, self._restored = era.xid, 0, era.position
        log.info("sequencer.resumed", seq=self._seq)

    async def advance(self, connection: asyncpg.Connection) -> int:
        """Sequence one batch; returns how many events it had."""
        rows = await self._next(connection)
        if not rows:
            return 0
        lines = _chained(self._seq, self._hash, rows)
        positions = [row["position"] for row in rows]
        numbers, hashes = [line.seq for line in lines], [line.hash for line in lines]
        await connection.execute(_EXTEND, numbers, positions, hashes)
        reach(FailPoint.SEQUENCED)
        self._seq, self._hash, self._position = numbers[-1], hashes[-1], positions[-1]
        if not self._restored:
            self._xid = rows[-1]["xid"]
        self._recent.add(lines)
        self._advanced.notify()
        flow.LOG_SEQ.set(self._seq)
        return len(rows)

    async def _next(self, connection: asyncpg.Connection) -> list[asyncpg.Record]:
        if self._restored:
            cursor = (self._position, self._restored)
            if restored := list(await connection.fetch(_RESTORED, *cursor, self._batch)):
                return restored
            self._position, self._restored = self._restored, 0
        rows = list(await connection.fetch(_UNSEQUENCED, self._xid, self._position, self._batch))
        self.pending = bool(rows) and rows[-1]["position"] is None
        return rows[:-1] if self.pending else rows


def _chained(seq: int, previous: bytes, rows: Sequence[asyncpg.Record]) -> list[LogRecord]:
    """The lines that follow line `seq`, whose hash is `previous`."""
    lines: list[LogRecord] = []
    for number, (_, _, *texts) in enumerate(rows, seq + 1):
        line = LogRecord(number, b"", *texts)
        previous = link(previous, line)
        lines.append(line._replace(hash=previous))
    return lines
