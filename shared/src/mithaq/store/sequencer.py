"""The one writer of the log: gives every committed event its dense number and its hash."""

from collections.abc import Sequence
from typing import Final

import asyncpg
import structlog

from mithaq.events import LogRecord
from mithaq.failpoints import FailPoint, reach
from mithaq.observability import flow
from mithaq.store.chain import GENESIS, link
from mithaq.store.database import Database
from mithaq.store.eras import era
from mithaq.store.polling import Pace
from mithaq.store.recent import Recent
from mithaq.store.signal import Signal
from mithaq.store.singleton import Singleton, hold

log = structlog.get_logger()

# What is sequenced together is relayed, polled, applied and flushed together. Without a beat each
# of these is done for every two or three events, and they wait for the processors: see ADR 2.
_BEAT_S: Final = 0.008

_COLUMNS: Final = """
    xid::text, position, event_id, stream_id, version, type, schema, data, meta, recorded_at
"""
# Below the oldest open transaction nothing new can appear, so (xid, position) is a safe cursor.
# `position > last` is not: with 12 writers it lost 1,004 of 4,800 events (measured). Ordering by a
# bare `xid` would mean the column told as text, and put 1000 before 992.
_UNSEQUENCED: Final = f"""
    SELECT {_COLUMNS} FROM event
    WHERE (xid, position) > ($1::text::xid8, $2)
      AND xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY event.xid, event.position LIMIT $3
"""  # noqa: S608
# Events that a restored store brought along and that had no line yet: see mithaq.store.eras.
_BROUGHT: Final = f"""
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

    Under load it takes what has come every `beat_s` seconds; with a full batch it goes on at once.
    Lock and writes share one session: a sequencer that lost its session can no longer write, and
    the primary key of `event_log` refuses a second line of one number whatever happens. Readers in
    this process find the newest lines in `recent`.
    """

    def __init__(
        self,
        database: Database,
        appended: Signal,
        advanced: Signal,
        *,
        recent: Recent | None = None,
        batch: int = 5_000,
        beat_s: float = _BEAT_S,
    ) -> None:
        self._database, self._batch, self._beat_s = database, batch, beat_s
        self._appended, self._advanced = appended, advanced
        self._recent = recent if recent is not None else Recent()
        self._seq, self._hash, self._xid, self._position = 0, GENESIS, "0", 0
        self._brought = 0  # the position up to which events came with a restored store

    async def run(self) -> None:
        """Sequence until cancelled. Raises when the database goes away; run it again then."""
        connection = await self._database.connect()
        try:
            await hold(connection, Singleton.SEQUENCER)
            await self.resume(connection)
            pace = Pace(self._appended, beat_s=self._beat_s)
            while True:
                found = await self.advance(connection)
                await pace.after(found, more=found == self._batch)
        finally:
            await connection.close()

    async def resume(self, connection: asyncpg.Connection) -> None:
        """Take up where the log ends."""
        here = await era(connection)
        row = await connection.fetchrow(_LAST)
        if row is not None:
            self._seq, self._hash = row["seq"], row["hash"]
        if row is not None and row["position"] > here.position:
            self._xid, self._position, self._brought = row["xid"], row["position"], 0
        else:
            self._xid, self._position, self._brought = here.xid, 0, here.position
        log.info("sequencer.resumed", seq=self._seq)

    async def advance(self, connection: asyncpg.Connection) -> int:
        """Sequence one batch; how many events it had."""
        rows = await self._next(connection)
        if not rows:
            return 0
        lines = _chained(self._seq, self._hash, rows)
        positions = [row["position"] for row in rows]
        numbers, hashes = [line.seq for line in lines], [line.hash for line in lines]
        await connection.execute(_EXTEND, numbers, positions, hashes)
        reach(FailPoint.SEQUENCED)
        self._seq, self._hash, self._position = numbers[-1], hashes[-1], positions[-1]
        if not self._brought:
            self._xid = rows[-1]["xid"]
        self._recent.add(lines)
        self._advanced.ring()
        flow.LOG_SEQ.set(self._seq)
        return len(rows)

    async def _next(self, connection: asyncpg.Connection) -> list[asyncpg.Record]:
        if self._brought:
            place = (self._position, self._brought)
            if brought := list(await connection.fetch(_BROUGHT, *place, self._batch)):
                return brought
            self._position, self._brought = self._brought, 0
        return list(await connection.fetch(_UNSEQUENCED, self._xid, self._position, self._batch))


def _chained(seq: int, previous: bytes, rows: Sequence[asyncpg.Record]) -> list[LogRecord]:
    """The lines that follow line `seq`, whose hash is `previous`."""
    lines: list[LogRecord] = []
    for number, (_, _, *texts) in enumerate(rows, seq + 1):
        line = LogRecord(number, b"", *texts)
        previous = link(previous, line)
        lines.append(line._replace(hash=previous))
    return lines
