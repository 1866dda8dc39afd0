"""Records that are not believed, as none of our CloudEvents or as forged: dead letters."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import structlog
from aiokafka import ConsumerRecord
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import LogRecord
from mithaq.messaging.runs import Forged
from mithaq.observability import flow
from mithaq.projections import dead_letters

log = structlog.get_logger()

FORGED: Final = "Forged"
UNREADABLE: Final = "Unreadable"

_NIL: Final = UUID(int=0)
_PER_PARTITION: Final = 2**48
_LATEST_MS: Final = 253_370_764_800_000  # the year 9999
# Whoever may write to a topic could fill our tables with a flood of records. They stay on the
# topic; so many of a consumer, topic and kind are kept here to look at.
_KEPT: Final = 100


async def bury(
    connection: AsyncConnection,
    consumer: str,
    record: ConsumerRecord[Any, Any],
    reason: str,
    kind: str = UNREADABLE,
) -> bool:
    """Store it as a dead letter; False if an operator has dropped it, or enough are kept."""
    line = _line(record, kind)
    if await dead_letters.is_dropped(connection, consumer, record.topic, line.seq):
        return False
    if await dead_letters.refused_count(connection, consumer, record.topic, kind) >= _KEPT:
        return False
    await dead_letters.add(connection, consumer, record.topic, line, reason)
    return True


async def bury_forged(
    connection: AsyncConnection, consumer: str, forged: Sequence[Forged[ConsumerRecord[Any, Any]]]
) -> None:
    """Tell of forged lines: a counter, a line in the log, and dead letters for the first hundred.

    `status` makes a finding of them.
    """
    if not forged:
        return
    topic = forged[0].record.topic
    flow.FORGED.labels(consumer, topic).inc(len(forged))
    first = forged[0]
    log.error(
        "line.forged",
        consumer=consumer,
        topic=topic,
        partition=first.record.partition,
        offset=first.record.offset,
        records=len(forged),
        reason=first.reason,
    )
    room = _KEPT - await dead_letters.refused_count(connection, consumer, topic, FORGED)
    for record, reason in forged[: max(0, room)]:
        await bury(connection, consumer, record, reason, FORGED)


def _line(record: ConsumerRecord[Any, Any], kind: str) -> LogRecord:
    """A line with a negative sequence computed from partition and offset, so it is stored once."""
    number = record.partition * _PER_PARTITION + record.offset + 1
    return LogRecord(
        seq=-number,
        hash=b"",
        event_id=_NIL,
        stream_id=_text(record.key) or "(none)",
        version=0,
        type=kind,
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
