"""From events to waiting notices, in the transaction that moves the consumer's offset."""

from collections.abc import Sequence
from typing import Any, Final

from mithaq.events import Recorded
from mithaq.projections import Intake
from sqlalchemy import bindparam, case, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.delivery import State
from notifications.domain.notices import Notice, notices_of
from notifications.heard.conventions import NOTICED, Noticed
from notifications.outbox.table import STALE_AFTER, outbox

_RECORDED_AT: Final = bindparam("caused_at", type_=outbox.c.recorded_at.type)
_STALE: Final = func.clock_timestamp() - _RECORDED_AT > STALE_AFTER
_STATE: Final = case((_STALE, State.STALE.value), else_=State.WAITING.value)
_WRITE: Final = insert(outbox).values(state=_STATE).on_conflict_do_nothing()


async def take(connection: AsyncConnection, events: Sequence[Recorded[Noticed]]) -> None:
    """Write each event's notices; those already there stay as they are."""
    notices = [notice for recorded in events for notice in notices_of(recorded)]
    if notices:
        await connection.execute(_WRITE, [_row(notice) for notice in notices])


def _row(notice: Notice) -> dict[str, Any]:
    return {
        **columns_of(notice),
        "delivery_id": notice.id,
        "caused_at": notice.recorded_at,
    }


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
