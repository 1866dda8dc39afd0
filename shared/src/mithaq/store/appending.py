"""Calls of the SQL functions that append events or remember a command, and their arguments."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from mithaq.store.contract import Write

APPEND: Final = "SELECT append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
APPEND_ONE: Final = "SELECT append_event($1, $2, $3, $4, $5, $6, $7, $8, $9)"
REMEMBER: Final = "SELECT remember_command($1, $2, $3, $4, $5, $6)"
APPEND_TOGETHER: Final = "SELECT * FROM append_together($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"


class AppendBatch(NamedTuple):
    """What one command appends: the events of one stream, or of several."""

    writes: Sequence[Write]
    command_id: UUID
    fingerprint: bytes

    def statement(self) -> tuple[Any, ...]:
        """The SQL statement that appends this batch, and its arguments."""
        match self.writes:
            case [Write(stream_id, expected, [new])]:
                one = (APPEND_ONE, stream_id, expected, *new)
                return (*one, self.command_id, self.fingerprint)
        return (APPEND, *_columns(self.writes), self.command_id, self.fingerprint)


def group_statement(batches: Sequence[AppendBatch]) -> tuple[Any, ...]:
    """The SQL statement that appends several batches of one stream each, and its arguments.

    The arguments are arrays with one item per event.
    """
    rows = [
        (batch.command_id, nth, batch.fingerprint, write.stream_id, write.expected, *new)
        for batch in batches
        for write in batch.writes
        for nth, new in enumerate(write.events, start=1)
    ]
    return (APPEND_TOGETHER, *zip(*rows, strict=True))


def _columns(writes: Sequence[Write]) -> tuple[Any, ...]:
    """The arrays for `append_events`: two with an item per stream, seven with one per event."""
    rows = [
        (write.stream_id, write.expected + nth, *new)
        for write in writes
        for nth, new in enumerate(write.events, start=1)
    ]
    streams = ([write.stream_id for write in writes], [write.expected for write in writes])
    return (*streams, *zip(*rows, strict=True))
