"""The only statements that change the state of a message.

Each is one transaction of one statement, guarded by the state it leaves and by the attempt it
belongs to: a sender that comes late changes nothing.
"""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from prometheus_client import Counter
from sqlalchemy import Row, Update, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.domain.delivery import ATTEMPTS, MOVES, State, wait_after
from notifications.outbox.table import outbox, seconds_until

MOVED: Final = Counter(
    "mithaq_messages_moved", "Messages that came to a state; alert on unknown.", ["state"]
)
columns = outbox.c
# Time to ask for the contact and write the message, before someone else may take it over.
_LEASE: Final = timedelta(seconds=60)
_NOW: Final = func.clock_timestamp()
_DUE: Final = text("state = 'due'")  # in the words of its index: see `waiting_notices`


def masked(email: str) -> str:
    """All that stays of an address in our tables: its owner knows it again, nobody writes to it."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}…@{domain[:1]}….{domain.rpartition('.')[2]}"


class Messages:
    """The messages of the outbox, for senders working side by side."""

    def __init__(self, engine: AsyncEngine) -> None:
        # Each is one statement: it needs neither BEGIN nor COMMIT around it.
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def seconds_to_next(self) -> float | None:
        """Until the next message is due; None if none is."""
        async with self._engine.connect() as connection:
            query = select(seconds_until(func.min(columns.due_at))).where(_DUE)
            found: float | None = (await connection.execute(query)).scalar_one()
        return found

    async def lease(self) -> Row[Any] | None:
        """The next due message, ours for a minute; nothing has been sent yet."""
        first = (
            select(columns.delivery_id)
            .where(_DUE, columns.due_at <= _NOW)
            .order_by(columns.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        leased = (
            update(outbox)
            .where(columns.delivery_id == first)
            .values(due_at=_NOW + _LEASE, attempts=columns.attempts + 1)
            .returning(outbox)
        )
        async with self._engine.connect() as connection:
            row: Row[Any] | None = (await connection.execute(leased)).one_or_none()
            return row

    async def begin(self, message: Row[Any], email: str) -> bool:
        """Commit that the mail server is about to be spoken to; False if it is ours no more."""
        return await self._move(
            message, State.SENDING, sending_at=_NOW, reason=None, address_masked=masked(email)
        )

    async def sent(self, message: Row[Any]) -> None:
        """The mail server took it. Holds even if someone meanwhile gave it up as unknown."""
        await self._move(message, State.SENT, sent_at=_NOW)

    async def unknown(self, message: Row[Any], reason: str) -> None:
        await self._move(message, State.UNKNOWN, reason=reason)

    async def over(self, message: Row[Any], state: State, reason: str) -> None:
        """Nothing was sent and nothing will be: failed, erased, obsolete or stale."""
        await self._move(message, state, reason=reason)

    async def again(self, message: Row[Any], reason: str) -> None:
        """Nothing was sent: try later, or give up after `ATTEMPTS`."""
        if message.attempts >= ATTEMPTS:
            await self.over(message, State.FAILED, reason)
            return
        later = _NOW + wait_after(message.attempts)
        await self._move(message, State.DUE, reason=reason, due_at=later)

    async def give_up_on(self, limit: timedelta) -> int:
        """Messages left in `sending` for longer than any sending lasts: unknown. How many."""
        overdue = (
            select(columns.delivery_id)
            .where(text("state = 'sending'"), columns.sending_at < _NOW - limit)
            .order_by(columns.delivery_id)
            .with_for_update(skip_locked=True)  # whoever holds one is about to move it
        )
        left = (
            update(outbox)
            .where(columns.delivery_id.in_(overdue))
            .values(state=State.UNKNOWN.value, reason="interrupted", version=columns.version + 1)
        )
        async with self._engine.connect() as connection:
            given_up: int = (await connection.execute(left)).rowcount
        MOVED.labels(State.UNKNOWN.value).inc(given_up)
        return given_up

    async def _move(self, message: Row[Any], to: State, **values: Any) -> bool:  # noqa: ANN401
        moved = _moved(message.delivery_id, message.attempts, to).values(**values)
        async with self._engine.connect() as connection:
            done = (await connection.execute(moved)).rowcount == 1
        MOVED.labels(to.value).inc(done)
        return done


def _moved(delivery_id: UUID, attempt: int, to: State) -> Update:
    sources = [state.value for state, targets in MOVES.items() if to in targets]
    return (
        update(outbox)
        .where(
            columns.delivery_id == delivery_id,
            columns.attempts == attempt,
            columns.state.in_(sources),
        )
        .values(state=to.value, version=columns.version + 1)
    )
