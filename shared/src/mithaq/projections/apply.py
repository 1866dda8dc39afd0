"""Feeding a subscription without letting one bad event stop the others.

A batch that fails is tried again line by line. The line that fails goes to the dead letters in
the same transaction and its stream is parked: later events of that stream follow it there, in
order, until someone has them tried again (`replay`). Other streams go on, until so many are
parked that the projector must be what is broken (`DeadLetterLimit`). A line that a person dropped
is passed over.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import LogRecord
from mithaq.observability import flow
from mithaq.projections.letters import halt, held, parked_count, unhalt
from mithaq.projections.limit import ProjectorBroken
from mithaq.projections.model import Subscription
from mithaq.projections.tables import bury, park
from mithaq.store.failures import is_transient

log = structlog.get_logger()

_FOLLOWS: Final = "its stream is parked"


async def apply(
    connection: AsyncConnection,
    subscription: Subscription,
    news: Mapping[str, Sequence[LogRecord]],
    *,
    guarded: bool = True,
) -> None:
    """Apply what concerns the subscription, by source; if it was halted, it goes on from here.

    Raises what is worth trying again as a whole, and ProjectorBroken at the dead-letter limit.
    Not `guarded`, it raises whatever the events bring about, and saves the two round trips of a
    savepoint: roll back then, and come again guarded.
    """
    goes_on = False
    for source, records in news.items():
        wanted = [record for record in records if subscription.concerns(source, record)]
        if wanted:
            goes_on |= await _apply_source(
                connection, subscription, source, wanted, guarded=guarded
            )
    if goes_on:  # only now: for a later source `halt` might write the row, and wait for us
        await unhalt(connection, subscription.name)


async def _apply_source(
    connection: AsyncConnection,
    subscription: Subscription,
    source: str,
    wanted: Sequence[LogRecord],
    *,
    guarded: bool,
) -> bool:
    """Whether the subscription had been halted, and was not this time."""
    name, back = subscription.name, await held(connection, subscription.name, source)
    wanted = [record for record in wanted if record.seq not in back.dropped]
    sound = [record for record in wanted if record.stream_id not in back.parked]
    for record in wanted:
        if record.stream_id in back.parked:
            await bury(connection, name, source, record, _FOLLOWS)
    if not guarded and sound:
        await subscription.apply(connection, source, sound)
    elif sound and await _fits(connection, subscription, source, sound) is not None:
        await _one_by_one(connection, subscription, source, sound)
    return back.halted


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
            await _within_limit(connection, subscription, source, record, failure)
            parked.add(record.stream_id)
            await bury(connection, subscription.name, source, record, _reason(failure))
            await park(connection, subscription.name, source, record)
            _alert(subscription, source, record, failure)


async def _within_limit(
    connection: AsyncConnection,
    subscription: Subscription,
    source: str,
    record: LogRecord,
    failure: Exception,
) -> None:
    parked = await parked_count(connection, subscription.name)
    if parked >= subscription.limit.max_parked:
        await halt(connection, subscription.name, source, record, _reason(failure))
        raise ProjectorBroken(subscription.name, parked, _reason(failure)) from failure


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
    return f"{type(failure).__name__}: {failure}"[:2000]


def _alert(subscription: Subscription, source: str, record: LogRecord, failure: Exception) -> None:
    flow.POISON_EVENTS.labels(subscription.name).inc()
    log.error(
        "stream.parked",
        consumer=subscription.name,
        source=source,
        stream=record.stream_id,
        seq=record.seq,
        type=record.type,
        reason=_reason(failure),
    )
