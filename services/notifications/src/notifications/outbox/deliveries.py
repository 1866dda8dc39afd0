"""Statements of the delivery log: reading the outbox, and making a message due again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Row,
    and_,
    func,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.delivery import LOOKS, State
from notifications.outbox.table import outbox

After = tuple[datetime, UUID]  # a cursor of the log: when a row was written, and its id
columns = outbox.c
_NOW: Final = func.clock_timestamp()


async def find(connection: AsyncConnection, delivery_id: UUID) -> Row[Any] | None:
    query = select(outbox).where(columns.delivery_id == delivery_id)
    return (await connection.execute(query)).one_or_none()


async def page(
    connection: AsyncConnection,
    *,
    limit: int,
    after: After | None,
    convention: UUID | None,
    state: State | None,
) -> Sequence[Row[Any]]:
    """Newest first; without a `state`, all but addressed notices.

    A notice is unaddressable from a number of looks on: its row goes on waiting.
    """
    query = select(outbox).order_by(columns.created_at.desc(), columns.delivery_id.desc())
    if after is not None:
        query = query.where(tuple_(columns.created_at, columns.delivery_id) < tuple_(*after))
    if convention is not None:
        query = query.where(columns.convention_id == convention)
    query = query.where(_in(state))
    return (await connection.execute(query.limit(limit))).all()


def _in(state: State | None) -> ColumnElement[bool]:
    match state:
        case None:
            return columns.state != State.ADDRESSED.value
        case State.WAITING:
            return and_(columns.state == state.value, columns.attempts < LOOKS)
        case State.UNADDRESSABLE:  # in the words of its index
            return literal_column(f"state = 'waiting' AND attempts >= {LOOKS}", Boolean)
        case _:
            return columns.state == state.value


def state_of(row: Row[Any]) -> State:
    """A row's state as it is told."""
    state = State(row.state)
    return State.UNADDRESSABLE if state is State.WAITING and row.attempts >= LOOKS else state


async def make_due(connection: AsyncConnection, delivery_id: UUID, version: int, by: str) -> bool:
    """False if it is not at `version` any more.

    Attempts go on counting: they tell this sending from the one before.
    """
    due = (
        update(outbox)
        .where(columns.delivery_id == delivery_id, columns.version == version)
        .values(
            state=State.DUE.value,
            due_at=_NOW,
            reason=None,
            version=columns.version + 1,
            redelivered_by=by,
            redelivered_at=_NOW,
        )
    )
    return (await connection.execute(due)).rowcount == 1
