"""The delivery log: reading the outbox, and the one command on it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from mithaq.errors import VersionConflict
from sqlalchemy import Row, Update, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.domain.delivery import State, ensure_redeliverable
from notifications.domain.rules import DeliveryUnknown
from notifications.outbox.table import outbox

columns = outbox.c
_NOW: Final = func.clock_timestamp()


class DeliveryLog:
    """Everything that was to be told, newest first. Addressed notices show as their messages."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def find(self, delivery_id: UUID) -> Row[Any]:
        """Raises DeliveryUnknown."""
        query = select(outbox).where(columns.delivery_id == delivery_id)
        async with self._engine.connect() as connection:
            row: Row[Any] | None = (await connection.execute(query)).one_or_none()
        if row is None:
            raise DeliveryUnknown
        return row

    async def page(
        self,
        *,
        limit: int,
        after: tuple[datetime, UUID] | None,
        convention: UUID | None,
        state: State | None,
    ) -> Sequence[Row[Any]]:
        query = select(outbox).order_by(columns.created_at.desc(), columns.delivery_id.desc())
        if after is not None:
            query = query.where(tuple_(columns.created_at, columns.delivery_id) < tuple_(*after))
        if convention is not None:
            query = query.where(columns.convention_id == convention)
        if state is None:
            query = query.where(columns.state != State.ADDRESSED.value)
        else:
            query = query.where(columns.state == state.value)
        async with self._engine.connect() as connection:
            return (await connection.execute(query.limit(limit))).all()

    async def redeliver(self, delivery_id: UUID, expected: int, by: str) -> Row[Any]:
        """Have a finished message sent once more, under its old Message-ID.

        Raises VersionConflict if it is not at `expected` any more, NotRedeliverable if it is still
        under way or has nobody left to go to.
        """
        row = await self.find(delivery_id)
        if row.version != expected:
            raise VersionConflict(f"delivery-{delivery_id}", expected, row.version)
        ensure_redeliverable(State(row.state))
        again = _due_again(delivery_id, expected, by).returning(outbox)
        async with self._engine.begin() as connection:
            moved: Row[Any] | None = (await connection.execute(again)).one_or_none()
        if moved is None:
            raise VersionConflict(f"delivery-{delivery_id}", expected)
        return moved


def _due_again(delivery_id: UUID, version: int, by: str) -> Update:
    """Attempts go on counting: they tell this sending from the one before."""
    return (
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
