"""The SQL functions that append, and what they are given."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from mithaq.store.contract import Write

APPEND: Final = "SELECT append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
APPEND_ONE: Final = "SELECT append_event($1, $2, $3, $4, $5, $6, $7, $8, $9)"
APPEND_TOGETHER: Final = "SELECT * FROM append_together($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"


class Order(NamedTuple):
    """The events of one command."""

    writes: Sequence[Write]
    command_id: UUID
    fingerprint: bytes

    def alone(self) -> tuple[Any, ...]:
        """The statement for this command by itself and its arguments."""
        match self.writes:
            case [Write(stream_id, expected, [new])]:
                one = (APPEND_ONE, stream_id, expected, *new)
                return (*one, self.command_id, self.fingerprint)
        return (APPEND, *_columns(self.writes), self.command_id, self.fingerprint)


def together(orders: Sequence[Order]) -> tuple[Any, ...]:
    """The statement for commands of one stream each and its arguments: arrays, an item an event."""
    rows = [
        (order.command_id, nth, order.fingerprint, write.stream_id, write.expected, *new)
        for order in orders
        for write in order.writes
        for nth, new in enumerate(write.events, start=1)
    ]
    return (APPEND_TOGETHER, *zip(*rows, strict=True))


def _columns(writes: Sequence[Write]) -> tuple[Any, ...]:
    """The arrays `append_events` takes: two a stream, then seven an event."""
    rows = [
        (write.stream_id, write.expected + nth, *new)
        for write in writes
        for nth, new in enumerate(write.events, start=1)
    ]
    streams = ([write.stream_id for write in writes], [write.expected for write in writes])
    return (*streams, *zip(*rows, strict=True))
