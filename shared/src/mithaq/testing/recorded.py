"""Builds recorded events for tests of projectors without a log."""

from datetime import UTC, date, datetime
from typing import Final, TypeVar
from uuid import uuid4

from mithaq.events import Actor, LogRecord, Metadata, Recorded
from mithaq.events.encoding import encode_metadata

E = TypeVar("E")
TESTER: Final = Actor(id="tester", capacity="office")


def recorded(
    source: str,
    event: E,
    stream_id: str,
    version: int = 1,
    *,
    effective_date: date,
    at: datetime | None = None,
    by: Actor = TESTER,
) -> Recorded[E]:
    """A recorded event; `seq` is its version, and the line's payload is empty."""
    meta = Metadata(
        actor=by,
        command_id=uuid4(),
        correlation_id="test",
        effective_date=effective_date,
    )
    line = LogRecord(
        seq=version,
        hash=bytes(32),
        event_id=uuid4(),
        stream_id=stream_id,
        version=version,
        type=type(event).__name__,
        schema=1,
        data="{}",
        meta=encode_metadata(meta),
        recorded_at=at or datetime.now(UTC),
    )
    return Recorded(source, line, event)
