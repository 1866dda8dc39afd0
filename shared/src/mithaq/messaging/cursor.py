"""The relay's cursor: the log sequence up to which Kafka has acknowledged a service's log.

One row per topic, moved by compare-and-set.
"""

from time import monotonic
from typing import Final

import asyncpg
import structlog

from mithaq.messaging.topics import PARTITIONS
from mithaq.observability import flow

log = structlog.get_logger()

_REFRESH_S: Final = 1.0

_LOAD: Final = """
    INSERT INTO relay_cursor AS known (topic, seq, cluster_id) VALUES ($1, 0, $2)
    ON CONFLICT (topic) DO UPDATE SET
        seq = CASE WHEN known.cluster_id = excluded.cluster_id THEN known.seq ELSE 0 END,
        cluster_id = excluded.cluster_id
    RETURNING seq, previous
"""
_READ: Final = "SELECT seq, previous FROM relay_cursor WHERE topic = $1"
_MOVE: Final = "UPDATE relay_cursor SET seq = $3, previous = $4 WHERE topic = $1 AND seq = $2"


class Cursor:
    """Kafka has acknowledged lines up to `seq`; `previous` is the last of them in each partition.

    It uses the session that holds the relay's lock: a relay that lost the lock cannot move it.
    """

    def __init__(self, connection: asyncpg.Connection, topic: str) -> None:
        self._connection, self._topic = connection, topic
        self._refresh_at = 0.0
        self.seq, self.previous = 0, [0] * PARTITIONS

    async def load(self, cluster_id: str) -> None:
        """Load the cursor; reset it to 0 if the Kafka cluster id changed."""
        self._set(await self._connection.fetchrow(_LOAD, self._topic, cluster_id))
        log.info("relay.resumed", topic=self._topic, seq=self.seq)

    async def refresh(self) -> bool:
        """Reload if the row was changed (a republish); whether it was. Queries once a second."""
        if monotonic() < self._refresh_at:
            return False
        self._refresh_at = monotonic() + _REFRESH_S
        row = await self._connection.fetchrow(_READ, self._topic)
        if row["seq"] == self.seq:
            return False
        self._set(row)
        log.info("relay.cursor_reset", topic=self._topic, seq=self.seq)
        return True

    async def move(self, seq: int, previous: list[int]) -> None:
        """Advance to `seq`. Raises CursorMoved if the stored cursor is not this one."""
        moved = await self._connection.execute(_MOVE, self._topic, self.seq, seq, previous)
        if moved != "UPDATE 1":
            raise CursorMoved(f"{self._topic}: another session moved the cursor from {self.seq}")
        self.seq, self.previous = seq, previous
        flow.RELAY_SEQ.set(seq)

    def _set(self, row: asyncpg.Record) -> None:
        # `previous` is empty in rows written before it existed, and meaningless at 0.
        self.seq = row["seq"]
        self.previous = list((self.seq and row["previous"]) or [0] * PARTITIONS)


class CursorMoved(RuntimeError):
    """The stored cursor differs from this relay's (after a republish, say): reload it."""
