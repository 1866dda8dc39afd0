"""Feeding a subscription without letting one bad event stop the others.

A batch that fails is tried again line by line. The line that fails goes to the dead letters in
the same transaction and its stream is parked: later events of that stream follow it there, in
order, until someone has them tried again (`replay`). Other streams go on.
"""

from collections.abc import Sequence
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import LogRecord
from mithaq.observability import flow
from mithaq.projections.model import Subscription
from mithaq.projections.tables import bury, park, parked_streams
from mithaq.store.failures import is_transient

log = structlog.get_logger()

_FOLLOWS: Final = "its stream is parked"


async def apply(
    connection: AsyncConnection,
    subscription: Subscription,
    source: str,
    records: Sequence[LogRecord],
) -> None:
    """Apply what concerns the subscription. Raises only what is worth trying again as a whole."""
    wanted = [record for record in records if subscription.concerns(source, record)]
    if not wanted:
        return
    parked = await parked_streams(connection, subscription.name, source)
    sound = [record for record in wanted if record.stream_id not in parked]
    for record in wanted:
        if record.stream_id in parked:
            await bury(connection, subscription.name, source, record, _FOLLOWS)
    if sound and await _fits(connection, subscription, source, sound) is not None:
        await _one_by_one(connection, subscription, source, sound)


async def _one_by_one(
    connection: AsyncConnection,
    subscription: Subscription,
    source: str,
    records: Sequence[LogRecord],
) -> None:
    parked: set[str] = set()
    for record in records:
        if record.stream_id in parked:
            await bury(connection, subscription.name, source, record, _FOLLOWS)
            continue
        failure = await _fits(connection, subscription, source, [record])
        if failure is not None:
            parked.add(record.stream_id)
            await bury(connection, subscription.name, source, record, _reason(failure))
            await park(connection, subscription.name, source, record)
            _alert(subscription, source, record, failure)


async def _fits(
    connection: AsyncConnection,
    subscription: Subscription,
    source: str,
    records: Sequence[LogRecord],
) -> Exception | None:
    """Apply under a savepoint; the failure if the events themselves are to blame."""
    try:
        async with connection.begin_nested():
            await subscription.apply(connection, source, records)
    except Exception as failure:
        if is_transient(failure):
            raise
        return failure
    return None


def _reason(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"[:2000].replace("\x00", "�")


def _alert(subscription: Subscription, source: str, record: LogRecord, failure: Exception) -> None:
    flow.DEAD_LETTERS.labels(subscription.name).inc()
    log.error(
        "stream.parked",
        consumer=subscription.name,
        source=source,
        stream=record.stream_id,
        seq=record.seq,
        type=record.type,
        reason=_reason(failure),
    )
