"""From events to notices, in the transaction that moves the consumer's place."""

from collections.abc import Sequence
from typing import Any

from mithaq.events import Recorded
from mithaq.projections import Intake
from sqlalchemy import case, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.delivery import State
from notifications.domain.notices import Notice, notices_of
from notifications.heard.conventions import NOTICED, Noticed
from notifications.outbox.table import STALE_AFTER, outbox


async def take(connection: AsyncConnection, events: Sequence[Recorded[Noticed]]) -> None:
    """Write each event's notices; those already there stay as they are."""
    for recorded in events:
        for notice in notices_of(recorded):
            await write(connection, notice)


async def write(connection: AsyncConnection, notice: Notice) -> None:
    stale = func.clock_timestamp() - notice.recorded_at > STALE_AFTER
    state = case((stale, State.STALE.value), else_=State.WAITING.value)
    new = insert(outbox).values(**columns_of(notice), delivery_id=notice.id, state=state)
    await connection.execute(new.on_conflict_do_nothing())


def columns_of(notice: Notice) -> dict[str, Any]:
    """What a notice's row and the rows of its messages have in common."""
    return {
        "cause": notice.cause,
        "template": notice.template.value,
        "audience": notice.audience.value,
        "organisation_id": notice.organisation_id,
        "convention_id": notice.convention_id,
        "amendment": notice.amendment,
        "convention_version": notice.version,
        "effective_date": notice.effective_date,
        "recorded_at": notice.recorded_at,
        "correlation_id": notice.correlation_id,
        "facts": dict(notice.facts),
    }


OUTBOX_INTAKE = Intake(name="outbox", catalogue=NOTICED, take=take)
