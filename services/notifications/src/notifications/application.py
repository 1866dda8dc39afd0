"""What routes work with: the delivery log, and the one command on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from mithaq.commands import Accepted, Submission
from mithaq.errors import VersionConflict
from mithaq.store import EventStore, answered_once, remember
from mithaq.trials import Trial, Tried, changes
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.domain.delivery import State, ensure_redeliverable, figures
from notifications.domain.policy import ensure_redelivers
from notifications.domain.rules import DeliveryUnknown
from notifications.outbox import deliveries
from notifications.outbox.deliveries import After


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifications:
    engine: AsyncEngine
    store: EventStore

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

    async def redeliver(self, submission: Submission, delivery_id: UUID) -> Accepted:
        """Have a finished message sent once more, under its old Message-ID, once per key.

        Raises VersionConflict if it is not at the expected version any more, NotRedeliverable if it
        is still under way or has nobody left to go to.
        """
        return await answered_once(
            self.store, submission, partial(self._redeliver, submission, delivery_id)
        )

    async def _redeliver(self, submission: Submission, delivery_id: UUID) -> Accepted:
        ensure_redelivers(submission.caller)
        row = await self.delivery(delivery_id)
        stream, version = f"delivery-{delivery_id}", submission.expected or 0
        if row.version != version:
            raise VersionConflict(stream, version, row.version)
        ensure_redeliverable(State(row.state), row.recipient)
        if submission.dry_run:
            raise Tried(Trial(changes=changes(figures(State(row.state)), figures(State.DUE))))
        async with self.engine.begin() as connection:
            accepted = await remember(connection, submission, stream, version + 1)
            by = submission.caller.subject
            if not await deliveries.make_due(connection, delivery_id, version, by):
                raise VersionConflict(stream, version)
        return accepted
