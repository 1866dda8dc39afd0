"""Applies log lines to a subscription so that one failing event does not stop the others.

A batch that fails is retried line by line. The line that fails is stored as a dead letter in the
same transaction and its stream is parked: later lines of that stream are stored behind it, in
order, until an operator has them replayed (`replay`). Other streams go on, until so many are parked
that the projector itself must be broken (`DeadLetterLimit`). Lines that an operator dropped are
skipped.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import LogRecord
from mithaq.observability import flow
from mithaq.projections import dead_letters
from mithaq.projections.dead_letters import Exclusions
from mithaq.projections.limit import ProjectorBroken
from mithaq.projections.model import Subscription
from mithaq.store.failures import is_transient

log = structlog.get_logger()

_STREAM_PARKED: Final = "its stream is parked"


async def apply(
    connection: AsyncConnection,
    subscription: Subscription,
    new: Mapping[str, Sequence[LogRecord]],
    *,
    guarded: bool = True,
    excluded: Mapping[str, Exclusions] | None = None,
) -> None:
    """Apply the lines that concern the subscription, by source; a halted one is resumed.

    `excluded`: what it must not apply, by source, if the caller has read it under the lock.

    Raises transient errors, after which the whole batch can be retried, and ProjectorBroken at the
    dead-letter limit. If not `guarded`, it saves the two round trips of a savepoint but raises any
    error of an event too: then roll back and call again guarded.
    """
    resumed = False
    for source, records in new.items():
        wanted = [record for record in records if subscription.concerns(source, record)]
        if wanted:
            found = (
                excluded[source]
                if excluded is not None
                else await dead_letters.exclusions(connection, subscription.name, source)
            )
            await _apply_source(
                connection, subscription, source, _kept(wanted, found), found, guarded=guarded
            )
            resumed |= found.halted
    if resumed:  # last, because `halt` for a later source would wait for our lock on the row
        await dead_letters.clear_halt(connection, subscription.name)


def _kept(wanted: Sequence[LogRecord], excluded: Exclusions) -> Sequence[LogRecord]:
    """The lines that no operator dropped."""
    if not excluded.dropped:
        return wanted
    return [record for record in wanted if record.seq not in excluded.dropped]


async def _apply_source(
    connection: AsyncConnection,
    subscription: Subscription,
    source: str,
    wanted: Sequence[LogRecord],
    excluded: Exclusions,
    *,
    guarded: bool,
) -> None:
    applicable = [record for record in wanted if record.stream_id not in excluded.parked]
    for record in wanted:
        if record.stream_id in excluded.parked:
            await dead_letters.add(connection, subscription.name, source, record, _STREAM_PARKED)
    if not guarded and applicable:
        await subscription.apply(connection, source, applicable)
    elif applicable and await _try_apply(connection, subscription, source, applicable) is not None:
        await _one_by_one(connection, subscription, source, applicable)


async def _one_by_one(
    connection: AsyncConnection,
    subscription: Subscription,
    source: str,
    records: Sequence[LogRecord],
) -> None:
    parked: set[str] = set()
    for record in records:
        if record.stream_id in parked:
            await dead_letters.add(connection, subscription.name, source, record, _STREAM_PARKED)
            continue
        failure = await _try_apply(connection, subscription, source, [record])
        if failure is not None:
            await _ensure_within_limit(connection, subscription, source, record, failure)
            parked.add(record.stream_id)
            await dead_letters.add(connection, subscription.name, source, record, _reason(failure))
            await dead_letters.park(connection, subscription.name, source, record)
            _alert(subscription, source, record, failure)


async def _ensure_within_limit(
    connection: AsyncConnection,
    subscription: Subscription,
    source: str,
    record: LogRecord,
    failure: Exception,
) -> None:
    parked = await dead_letters.parked_count(connection, subscription.name)
    if parked >= subscription.limit.max_parked:
        await dead_letters.halt(connection, subscription.name, source, record, _reason(failure))
        raise ProjectorBroken(subscription.name, parked, _reason(failure)) from failure


async def _try_apply(
    connection: AsyncConnection,
    subscription: Subscription,
    source: str,
    records: Sequence[LogRecord],
) -> Exception | None:
    """Apply under a savepoint; returns the failure unless it is transient, which is raised."""
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
