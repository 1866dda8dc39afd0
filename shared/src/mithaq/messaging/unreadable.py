"""Turns a Kafka record that is not one of our CloudEvents into a line for the dead letters."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from aiokafka import ConsumerRecord

from mithaq.events import LogRecord

_NIL: Final = UUID(int=0)
_PER_PARTITION: Final = 2**48
_LATEST_MS: Final = 253_370_764_800_000  # the year 9999


def unreadable_line(record: ConsumerRecord[Any, Any]) -> LogRecord:
    """A line with a negative sequence computed from partition and offset, so it is stored once."""
    number = record.partition * _PER_PARTITION + record.offset + 1
    return LogRecord(
        seq=-number,
        hash=b"",
        event_id=_NIL,
        stream_id=_text(record.key) or "(none)",
        version=0,
        type="Unreadable",
        schema=0,
        data=_text(record.value),
        meta="{}",
        recorded_at=_time(record.timestamp),
    )


def _time(milliseconds: int) -> datetime:
    """The timestamp, clamped: in a record that is not ours it may be any 64-bit number."""
    return datetime.fromtimestamp(min(max(milliseconds, 0), _LATEST_MS) / 1000, UTC)


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode(errors="replace").replace("\x00", "�")
