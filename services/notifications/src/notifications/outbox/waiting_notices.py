"""From waiting notices to due messages, each to one person."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, assert_never
from uuid import UUID

from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from notifications.domain.delivery import State, look_again_after
from notifications.domain.notices import Audience, Notice, Template, delivery_id
from notifications.domain.signatories import Addressed, Obsolete, Resolution, Waiting, resolve
from notifications.outbox.intake import columns_of
from notifications.outbox.table import outbox
from notifications.read_models.convention_queries import known_convention
from notifications.read_models.signatories import mandates_of

_BATCH: Final = 100
_WAITING: Final = (
    select(outbox)
    .where(outbox.c.state == State.WAITING.value, outbox.c.due_at <= func.clock_timestamp())
    .order_by(outbox.c.due_at)
    .limit(_BATCH)
    .with_for_update(skip_locked=True)
)


async def address_waiting(engine: AsyncEngine, today: date) -> int:
    """Look at every notice whose time has come; how many found their recipients.

    Messages and the notice's new state are written in one transaction. A notice that nobody can be
    told of yet stays waiting and is looked at again, at growing intervals.
    """
    async with engine.begin() as connection:
        rows = (await connection.execute(_WAITING)).all()
        resolved = [(row, await _resolve(connection, row, today)) for row in rows]
        await _write_messages(connection, resolved)
        for row, resolution in resolved:
            await _change(connection, row, resolution)
        return sum(isinstance(resolution, Addressed) for _, resolution in resolved)


async def _resolve(connection: AsyncConnection, row: Row[Any], today: date) -> Resolution:
    notice = notice_of(row)
    known = await known_convention(connection, notice.convention_id, notice.amendment)
    organisations = [notice.organisation_id]
    if known is not None and notice.audience is Audience.OTHER_PARTIES:
        organisations = sorted(known.concerned, key=str)
    mandates = await mandates_of(connection, organisations)
    return resolve(notice, known, mandates, today)


async def _write_messages(
    connection: AsyncConnection, resolved: Sequence[tuple[Row[Any], Resolution]]
) -> None:
    """Two notices may address one person of the same thing: the first message stands.

    By key, for another process may be writing some of them: an insert waits for it.
    """
    messages: dict[UUID, dict[str, Any]] = {}
    for row, resolution in resolved:
        if isinstance(resolution, Addressed):
            notice = notice_of(row)
            for person, organisation in resolution.recipients:
                message = _message(notice, person, organisation)
                messages.setdefault(message["delivery_id"], message)
    if messages:
        ordered = [messages[key] for key in sorted(messages)]
        await connection.execute(insert(outbox).on_conflict_do_nothing(), ordered)


async def _change(connection: AsyncConnection, row: Row[Any], resolution: Resolution) -> None:
    match resolution:
        case Waiting(reason):
            attempts = row.attempts + 1
            again = func.clock_timestamp() + look_again_after(attempts)
            change: dict[str, Any] = {"reason": reason, "attempts": attempts, "due_at": again}
        case Obsolete():
            change = {"state": State.OBSOLETE.value, "reason": None}
        case Addressed():
            change = {"state": State.ADDRESSED.value, "reason": None}
        case _:
            assert_never(resolution)
    changed = update(outbox).where(outbox.c.delivery_id == row.delivery_id)
    await connection.execute(changed.values(**change, version=outbox.c.version + 1))


def _message(notice: Notice, person: UUID, organisation: UUID) -> dict[str, Any]:
    return {
        **columns_of(notice),
        "organisation_id": organisation,
        "delivery_id": delivery_id(notice.cause, person, notice.template),
        "recipient": person,
        "state": State.DUE.value,
    }


def notice_of(row: Row[Any]) -> Notice:
    return Notice(
        cause=row.cause,
        template=Template(row.template),
        audience=Audience(row.audience),
        organisation_id=row.organisation_id,
        convention_id=row.convention_id,
        amendment=row.amendment,
        version=row.convention_version,
        effective_date=row.effective_date,
        recorded_at=row.recorded_at,
        correlation_id=row.correlation_id,
        facts=row.facts,
    )
