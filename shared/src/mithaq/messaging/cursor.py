"""The relay's cursor: the log sequence up to which Kafka has acknowledged a service's log.

One row per topic, moved by compare-and-set. It also remembers the topic's layouts (see `layouts`).
"""

from time import monotonic
from typing import Final

import asyncpg
import structlog

from mithaq.messaging.layouts import Layouts
from mithaq.observability import flow
from mithaq.store.chain import GENESIS

log = structlog.get_logger()

_REFRESH_S: Final = 1.0

_LOAD: Final = """
    INSERT INTO relay_cursor AS known (topic, seq, cluster_id) VALUES ($1, 0, $2)
    ON CONFLICT (topic) DO UPDATE SET
        seq = CASE WHEN known.cluster_id = excluded.cluster_id THEN known.seq ELSE 0 END,
        cluster_id = excluded.cluster_id
    RETURNING seq, previous, barrier
"""
_READ: Final = "SELECT seq, previous, barrier FROM relay_cursor WHERE topic = $1"
_MOVE: Final = """
    UPDATE relay_cursor SET seq = $3, previous = $4, barrier = $5 WHERE topic = $1 AND seq = $2
"""
_LAYOUTS: Final = """
    SELECT (SELECT coalesce(max(seq), 0) FROM event_log) AS head, counts, until, previous
    FROM (SELECT 1) AS one LEFT JOIN relay_cursor ON topic = $1
"""
_GROWN: Final = "UPDATE relay_cursor SET counts = $2, until = $3 WHERE topic = $1"
_HASH: Final = "SELECT hash FROM event_log WHERE seq = $1"


class Cursor:
    """Kafka has acknowledged lines up to `seq`.

    `previous` is the last of them in each partition, `before` the hash of line `seq`, `barrier` the
    ends of the partitions when the layout in force began. It uses the session that holds the
    relay's lock: a relay that lost the lock cannot move it.
    """

    def __init__(self, connection: asyncpg.Connection, topic: str) -> None:
        self._connection, self._topic = connection, topic
        self._refresh_at = 0.0
        self.layouts = Layouts((0,))  # until it is loaded
        self.seq, self.before = 0, GENESIS
        self.previous: list[int] = []
        self.barrier: tuple[int, ...] = ()

    async def known_partitions(self) -> int | None:
        """How many partitions the log's lines have been spread over last; None before the first."""
        row = await self._connection.fetchrow(_LAYOUTS, self._topic)
        counts = row["counts"] or ([len(row["previous"])] if row["previous"] else [])
        return counts[-1] if counts and row["head"] else None

    async def load(self, cluster_id: str, partitions: int) -> None:
        """Load the cursor; reset it to 0 if the Kafka cluster id changed.

        The topic has so many `partitions` now: if they are more than before, the lines to come are
        spread over them.
        """
        row = await self._connection.fetchrow(_LOAD, self._topic, cluster_id)
        await self.grow(partitions)
        await self._set(row)
        log.info("relay.resumed", topic=self._topic, seq=self.seq)

    async def grow(self, partitions: int) -> None:
        """Spread the lines that are not in the log yet over so many partitions.

        Raises PartitionsGone if they are fewer than before.
        """
        row = await self._connection.fetchrow(_LAYOUTS, self._topic)
        counts = row["counts"] or [len(row["previous"] or ()) or partitions]
        found = Layouts.of(counts, row["until"] or ())
        self.layouts = found.grown(row["head"], partitions)
        if self.layouts != found or not row["counts"]:
            await self._connection.execute(
                _GROWN, self._topic, self.layouts.counts, self.layouts.until
            )
        if len(self.layouts.counts) > len(found.counts):
            log.info("relay.partitions", topic=self._topic, partitions=partitions)
        if self.previous:
            self._enter_layout()

    async def refresh(self) -> bool:
        """Reload if the row was changed (a republish); whether it was. Queries once a second."""
        if monotonic() < self._refresh_at:
            return False
        self._refresh_at = monotonic() + _REFRESH_S
        row = await self._connection.fetchrow(_READ, self._topic)
        if row["seq"] == self.seq:
            return False
        await self._set(row)
        log.info("relay.cursor_reset", topic=self._topic, seq=self.seq)
        return True

    async def move(self, seq: int, previous: list[int], before: bytes) -> None:
        """Advance to `seq`, whose hash is `before`.

        Raises CursorMoved if the stored cursor is not this one.
        """
        moved = await self._connection.execute(
            _MOVE, self._topic, self.seq, seq, previous, self.barrier
        )
        if moved != "UPDATE 1":
            raise CursorMoved(f"{self._topic}: another session moved the cursor from {self.seq}")
        self.seq, self.previous, self.before = seq, previous, before
        self._enter_layout()
        flow.RELAY_SEQ.set(seq)

    async def _set(self, row: asyncpg.Record) -> None:
        self.seq = row["seq"]
        self.before = await self._connection.fetchval(_HASH, self.seq) or GENESIS
        # `previous` is empty in rows written before it existed, and meaningless at 0.
        count, _ = self.layouts.of_line(max(1, self.seq))
        self.previous = list((self.seq and row["previous"]) or [0] * count)
        self.barrier = tuple((self.seq and row["barrier"]) or ())
        self._enter_layout()

    def _enter_layout(self) -> None:
        """If the next line is the first of a layout, note where the partitions before it end."""
        count, _ = self.layouts.of_line(self.seq + 1)
        if len(self.previous) < count:
            self.barrier = tuple(self.previous) if self.seq else ()
            self.previous += [0] * (count - len(self.previous))


class CursorMoved(RuntimeError):
    """The stored cursor differs from this relay's (after a republish, say): reload it."""
