"""From waiting notices to due messages, each to one person.

Two queues, so that no invitation waits behind notices that nobody can receive: those never looked
at, oldest first, and those that somebody has to be found for, in the order of their next look.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar, assert_never
from uuid import UUID

from sqlalchemy import Interval, Row, bindparam, func, select, text, union_all, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from notifications.domain.delivery import State, look_again_after, read_again_after
from notifications.domain.notices import Audience, Notice, Template, delivery_id
from notifications.domain.signatories import (
    Addressed,
    Missing,
    Obsolete,
    Resolution,
    Stale,
    Waiting,
    organisations_told,
    resolve,
)
from notifications.outbox.intake import columns_of
from notifications.outbox.table import outbox, seconds_until
from notifications.read_models import convention_queries
from notifications.read_models.signatories import mandates_of, people_of

BATCH: Final = 50  # rows locked at a time, for ten statements
T = TypeVar("T")
_NOW: Final = func.clock_timestamp()
_AT_ONCE: Final = timedelta()
Resolved = tuple[Row[Any], Notice, Resolution]
# As the partial indexes say it: a plan that knows no values uses them only for the same words.
_QUEUES: Final = (
    text("state = 'waiting' AND attempts = 0"),
    text("state = 'waiting' AND attempts > 0"),
)
_CHANGE: Final = (
    update(outbox)
    .where(outbox.c.delivery_id == bindparam("notice"))
    .values(
        state=bindparam("to_state"),
        reason=bindparam("because"),
        attempts=bindparam("looks"),
        due_at=_NOW + bindparam("again", type_=Interval),
        version=outbox.c.version + 1,
    )
)


@dataclass(frozen=True, slots=True)
class Looked:
    """How many notices were looked at, and how many of them found their recipients."""

    notices: int
    addressed: int


async def address_waiting(engine: AsyncEngine, now: datetime) -> Looked:
    """Look at the next notices whose time has come: up to `BATCH`, in one transaction.

    Messages and the notice's new state are written together. A notice that nobody can be told of
    yet stays waiting and is looked at again, at growing intervals.
    """
    async with engine.begin() as connection:
        rows = await _next(connection)
        if not rows:
            return Looked(0, 0)
        resolved = await _resolved(connection, rows, now)
        await _write_messages(connection, resolved)
        changes = [_change(row, resolution, now) for row, _, resolution in resolved]
        await connection.execute(_CHANGE, changes)
    addressed = sum(isinstance(resolution, Addressed) for _, _, resolution in resolved)
    return Looked(len(rows), addressed)


async def seconds_to_next_look(engine: AsyncEngine) -> float | None:
    """Until the next waiting notice is to be looked at; None if none waits."""
    firsts = [select(func.min(outbox.c.due_at).label("due")).where(queue) for queue in _QUEUES]
    due = union_all(*firsts).subquery().c.due
    async with engine.connect() as connection:
        query = select(seconds_until(func.min(due)))
        found: float | None = (await connection.execute(query)).scalar_one()
    return found


async def _next(connection: AsyncConnection) -> Sequence[Row[Any]]:
    """New ones first; those that have been looked at only when there is no new one."""
    for queue in _QUEUES:
        query = select(outbox).where(queue, outbox.c.due_at <= _NOW).order_by(outbox.c.due_at)
        locked = query.limit(BATCH).with_for_update(skip_locked=True)
        if rows := (await connection.execute(locked)).all():
            return rows
    return []


async def _resolved(
    connection: AsyncConnection, rows: Sequence[Row[Any]], now: datetime
) -> Sequence[Resolved]:
    found = await convention_queries.find(connection, {row.convention_id for row in rows})
    asked = [(notice, found.get(notice.convention_id)) for notice in map(notice_of, rows)]
    known = [(notice, of.known(notice.amendment) if of else None) for notice, of in asked]
    told = [list(organisations_told(notice, of)) if of else [] for notice, of in known]
    every = {each for organisations in told for each in organisations}
    mandates = await mandates_of(connection, every)
    to_people = {
        notice.organisation_id for notice, _ in known if notice.audience is Audience.PEOPLE
    }
    people = await people_of(connection, to_people)
    return [
        (row, notice, resolve(notice, of, _of(mandates, them), now, _of(people, them)))
        for row, (notice, of), them in zip(rows, known, told, strict=True)
    ]


def _of(found: Mapping[UUID, Sequence[T]], organisations: Iterable[UUID]) -> Iterator[T]:
    return (one for each in organisations for one in found.get(each, ()))


async def _write_messages(connection: AsyncConnection, resolved: Sequence[Resolved]) -> None:
    """Two notices may address one person of the same thing: the first message stands.

    By key, for another process may be writing some of them: an insert waits for it.
    """
    messages: dict[UUID, dict[str, Any]] = {}
    for _, notice, resolution in resolved:
        if isinstance(resolution, Addressed):
            for person, organisation in resolution.recipients:
                message = _message(notice, person, organisation)
                messages.setdefault(message["delivery_id"], message)
    if messages:
        ordered = [messages[key] for key in sorted(messages)]
        await connection.execute(insert(outbox).on_conflict_do_nothing(), ordered)


def _change(row: Row[Any], resolution: Resolution, now: datetime) -> dict[str, Any]:
    state, reason, looks, again = State.WAITING, None, row.attempts, _AT_ONCE
    match resolution:
        case Waiting(Missing.CONVENTION):  # it has not been looked at: it stays among the new ones
            reason, again = resolution.reason, read_again_after(now - row.created_at)
        case Waiting():
            reason, looks = resolution.reason, row.attempts + 1
            again = look_again_after(looks)
        case Obsolete():
            state = State.OBSOLETE
        case Stale():
            state = State.STALE
        case Addressed():
            state = State.ADDRESSED
        case _:
            assert_never(resolution)
    return {
        "notice": row.delivery_id,
        "to_state": state.value,
        "because": reason,
        "looks": looks,
        "again": again,
    }


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
