"""How far a relay has published its log: one row, moved only by who knows where it stands."""

from time import monotonic
from typing import Final

import asyncpg
import structlog

from mithaq.messaging.topics import PARTITIONS
from mithaq.observability import flow

log = structlog.get_logger()

_LOOK_S: Final = 1.0

_BEGIN: Final = """
    INSERT INTO relay_cursor AS known (topic, seq, cluster_id) VALUES ($1, 0, $2)
    ON CONFLICT (topic) DO UPDATE SET
        seq = CASE WHEN known.cluster_id = excluded.cluster_id THEN known.seq ELSE 0 END,
        cluster_id = excluded.cluster_id
    RETURNING seq, previous
"""
_READ: Final = "SELECT seq, previous FROM relay_cursor WHERE topic = $1"
_MOVE: Final = "UPDATE relay_cursor SET seq = $3, previous = $4 WHERE topic = $1 AND seq = $2"


class Cursor:
    """Kafka has acknowledged the lines up to `seq`; `previous` is each partition's last of them.

    It lives on the session that holds the relay's lock: who lost that can no longer move it.
    """

    def __init__(self, connection: asyncpg.Connection, topic: str) -> None:
        self._connection, self._topic = connection, topic
        self._look_at = 0.0
        self.seq, self.previous = 0, [0] * PARTITIONS

    async def begin(self, cluster_id: str) -> None:
        """Stand where the row says; at the first line if Kafka is another one than before."""
        self._stand_at(await self._connection.fetchrow(_BEGIN, self._topic, cluster_id))
        log.info("relay.resumed", topic=self._topic, seq=self.seq)

    async def look(self) -> bool:
        """Whether someone has set the row back; then this stands there. Looks once a second."""
        if monotonic() < self._look_at:
            return False
        self._look_at = monotonic() + _LOOK_S
        row = await self._connection.fetchrow(_READ, self._topic)
        if row["seq"] == self.seq:
            return False
        self._stand_at(row)
        log.info("relay.set_back", topic=self._topic, seq=self.seq)
        return True

    async def move(self, seq: int, previous: list[int]) -> None:
        """Go on to `seq`. Raises CursorMoved if the row is not where this left it."""
        moved = await self._connection.execute(_MOVE, self._topic, self.seq, seq, previous)
        if moved != "UPDATE 1":
            raise CursorMoved(f"{self._topic}: someone else moved the cursor from {self.seq}")
        self.seq, self.previous = seq, previous
        flow.RELAY_SEQ.set(seq)

    def _stand_at(self, row: asyncpg.Record) -> None:
        # A row from before lines named their forerunner, like one at 0, knows of none.
        self.seq = row["seq"]
        self.previous = list((self.seq and row["previous"]) or [0] * PARTITIONS)


class CursorMoved(RuntimeError):
    """The cursor is not where this relay left it (a republish, say): resume from the table."""
