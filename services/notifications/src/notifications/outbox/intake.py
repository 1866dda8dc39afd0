"""From events to waiting notices, in the transaction that moves the consumer's offset.

A mandate that is confirmed has what waits for somebody of its organisation looked at again; so have
a person who is named, the end of a suspension, and a merger: who signs for one entry of an
organisation signs for the other.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import Intake
from sqlalchemy import ARRAY, Text, Uuid, bindparam, case, func, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.delivery import STALE_AFTER, State
from notifications.domain.notices import TO_SEVERAL, Notice
from notifications.domain.telling import notices_of
from notifications.heard.conventions import NOTICED, Noticed
from notifications.heard.partners import EMPOWERED, Empowered, OrganisationMerged
from notifications.outbox.table import outbox

Taken = Noticed | Empowered
_RECORDED_AT: Final = bindparam("caused_at", type_=outbox.c.recorded_at.type)
_STALE: Final = func.clock_timestamp() - _RECORDED_AT > STALE_AFTER
_STATE: Final = case((_STALE, State.STALE.value), else_=State.WAITING.value)
_WRITE: Final = insert(outbox).values(state=_STATE).on_conflict_do_nothing()
# Soon again from now on: this may be read before the read model knows the mandate. News to several
# parties are looked at whoever it is: there are few, and after some days none.
_LOOK_AGAIN: Final = text("""
    UPDATE outbox SET due_at = clock_timestamp(), attempts = 1, version = version + 1
    FROM (
        SELECT delivery_id FROM outbox
        WHERE state = 'waiting' AND attempts > 0
        AND (organisation_id = ANY(:organisations) OR audience = ANY(:to_several))
        ORDER BY delivery_id FOR UPDATE
    ) theirs
    WHERE outbox.delivery_id = theirs.delivery_id
""").bindparams(
    bindparam("organisations", type_=ARRAY(Uuid)),
    bindparam("to_several", sorted(TO_SEVERAL), type_=ARRAY(Text)),
)


def outbox_intake(written: Callable[[], None]) -> Intake:
    """`written` is called when there is something to look at, once its transaction commits."""

    async def take(connection: AsyncConnection, events: Sequence[Recorded[Taken]]) -> None:
        await write_notices(connection, [each for each in events if _is_noticed(each)])
        await look_again(connection, [each for each in events if not _is_noticed(each)])
        written()

    return Intake(name="outbox", catalogue=(NOTICED, EMPOWERED), take=take)


def _is_noticed(recorded: Recorded[Taken]) -> bool:
    return not isinstance(recorded.event, Empowered)


async def write_notices(connection: AsyncConnection, events: Sequence[Recorded[Any]]) -> None:
    """Write each event's notices; those already there stay as they are."""
    notices = [notice for recorded in events for notice in notices_of(recorded)]
    if notices:
        await connection.execute(_WRITE, [_row(notice) for notice in notices])


async def look_again(connection: AsyncConnection, events: Sequence[Recorded[Any]]) -> None:
    """Have notices that wait for somebody of these organisations looked at now, and soon again."""
    if organisations := sorted({each for event in events for each in _of(event.event)}):
        await connection.execute(_LOOK_AGAIN, {"organisations": organisations})


def _of(event: Empowered) -> Iterator[UUID]:
    yield event.organisation_id
    if isinstance(event, OrganisationMerged):
        yield event.into


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
