"""The SQL functions that append, and what they are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from mithaq.store.contract import NewEvent, Write

APPEND: Final = "SELECT append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
APPEND_ONE: Final = "SELECT append_event($1, $2, $3, $4, $5, $6, $7, $8, $9)"
APPEND_TOGETHER: Final = "SELECT * FROM append_together($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"


@dataclass(frozen=True, slots=True)
class Order:
    """The events of one command."""

    writes: Sequence[Write]
    command_id: UUID
    fingerprint: bytes

    def alone(self) -> tuple[Any, ...]:
        """The statement for this command by itself and its arguments."""
        match self.writes:
            case [Write(stream_id, expected, [new])]:
                event = (new.event_id, new.type, new.schema, new.data, new.meta)
                one = (APPEND_ONE, stream_id, expected, *event)
                return (*one, self.command_id, self.fingerprint)
        return (APPEND, *_columns(self.writes), self.command_id, self.fingerprint)


def together(orders: Sequence[Order]) -> tuple[Any, ...]:
    """The statement for commands of one stream each and its arguments: arrays, an item an event."""
    rows = [
        (order, write, nth, new)
        for order in orders
        for write in order.writes
        for nth, new in enumerate(write.events, start=1)
    ]
    return (
        APPEND_TOGETHER,
        [order.command_id for order, _, _, _ in rows],
        [nth for _, _, nth, _ in rows],
        [order.fingerprint for order, _, _, _ in rows],
        [write.stream_id for _, write, _, _ in rows],
        [write.expected for _, write, _, _ in rows],
        *_events([new for _, _, _, new in rows]),
    )


def _columns(writes: Sequence[Write]) -> tuple[list[object], ...]:
    """The arrays `append_events` takes: two a stream, then seven an event."""
    rows = [
        (write.stream_id, write.expected + nth, new)
        for write in writes
        for nth, new in enumerate(write.events, start=1)
    ]
    return (
        [write.stream_id for write in writes],
        [write.expected for write in writes],
        [stream_id for stream_id, _, _ in rows],
        [version for _, version, _ in rows],
        *_events([new for _, _, new in rows]),
    )


def _events(events: Sequence[NewEvent]) -> tuple[list[object], ...]:
    return (
        [new.event_id for new in events],
        [new.type for new in events],
        [new.schema for new in events],
        [new.data for new in events],
        [new.meta for new in events],
    )
