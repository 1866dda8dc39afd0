"""Records that are no CloudEvent of ours, kept for someone to look at."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from aiokafka import ConsumerRecord

from mithaq.events import LogRecord

_NIL: Final = UUID(int=0)
_PER_PARTITION: Final = 2**48


def unreadable(record: ConsumerRecord[Any, Any]) -> LogRecord:
    """A line under a negative number made of partition and offset, so it is buried once."""
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
        recorded_at=datetime.fromtimestamp(max(record.timestamp, 0) / 1000, UTC),
    )


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode(errors="replace").replace("\x00", "�")
