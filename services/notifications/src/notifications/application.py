"""What routes work with: the delivery log, and the one command on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mithaq.errors import VersionConflict
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.domain.delivery import State, ensure_redeliverable
from notifications.domain.rules import DeliveryUnknown
from notifications.outbox import deliveries
from notifications.outbox.deliveries import After


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifications:
    engine: AsyncEngine

    async def delivery(self, delivery_id: UUID) -> Row[Any]:
        """Raises DeliveryUnknown."""
        async with self.engine.connect() as connection:
            row = await deliveries.find(connection, delivery_id)
        if row is None:
            raise DeliveryUnknown
        return row

    async def deliveries(
        self, *, limit: int, after: After | None, convention: UUID | None, state: State | None
    ) -> Sequence[Row[Any]]:
        """Newest first. Addressed notices show as their messages, unless they are asked for."""
        async with self.engine.connect() as connection:
            return await deliveries.page(
                connection, limit=limit, after=after, convention=convention, state=state
            )

    async def redeliver(self, delivery_id: UUID, expected: int, by: str) -> Row[Any]:
        """Have a finished message sent once more, under its old Message-ID.

        Raises VersionConflict if it is not at `expected` any more, NotRedeliverable if it is still
        under way or has nobody left to go to.
        """
        row = await self.delivery(delivery_id)
        if row.version != expected:
            raise VersionConflict(f"delivery-{delivery_id}", expected, row.version)
        ensure_redeliverable(State(row.state))
        async with self.engine.begin() as connection:
            due = await deliveries.make_due(connection, delivery_id, expected, by)
        if due is None:
            raise VersionConflict(f"delivery-{delivery_id}", expected)
        return due
