"""Sends due messages, each at most once.

    lease ─ ask the contact ─ write ─ commit `sending` ─ speak to the mail server ─ commit `sent`

Before `sending` is committed nothing has been sent, so a crash there costs a minute (the lease)
and nothing else. After it nobody can tell, so a message found there later becomes `unknown` and
waits for a person: `POST /v1/deliveries/{id}/redelivery`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from time import monotonic
from typing import Any, Final
from uuid import UUID

import structlog
from mithaq.store import Restored, Signal
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.composing import ORGANISATIONS, About, compose
from notifications.contacts import Contact, Contacts
from notifications.delivery_failures import (
    ContactErased,
    NotSent,
    NotYetKnown,
    TooOld,
    TurnPassed,
)
from notifications.domain.delivery import State, is_stale
from notifications.domain.notices import TURNS, Template
from notifications.mailer import Mailer
from notifications.outbox.messages import Messages
from notifications.read_models import convention_queries
from notifications.read_models.convention_queries import Found
from notifications.read_models.organisations import names_of
from notifications.settings import MailSettings

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

# Longer than any conversation with a mail server lasts: six answers of 20 s at most.
SENDING_LIMIT: Final = timedelta(minutes=3)
LANES: Final = 8  # a message waits for partners and for the mail server most of its time
_IDLE_S: Final = 2.0  # for what another process wrote
_SOONEST_S: Final = 0.01
_SWEEP_S: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Sends what is due. Any number of senders may work on one outbox."""

    engine: AsyncEngine
    messages: Messages
    contacts: Contacts
    mailer: Mailer
    settings: MailSettings
    clock: Callable[[], datetime]
    due: Signal
    restored: Callable[[], Awaitable[Restored | None]]

    async def run(self) -> None:
        """Send until cancelled, up to `LANES` messages side by side.

        `due` tells of new messages; one that is to be tried again has its own time.
        """
        lanes, swept_at = asyncio.Semaphore(LANES), float("-inf")
        async with asyncio.TaskGroup() as sending:
            while True:
                if monotonic() - swept_at > _SWEEP_S:
                    await self.messages.give_up_on(SENDING_LIMIT)
                    swept_at = monotonic()
                seen = self.due.count
                await lanes.acquire()
                row = await self.messages.lease()
                if row is None:
                    lanes.release()
                    await self.due.wait(seen, await self._seconds_to_next())
                else:
                    sending.create_task(self._in_lane(row, lanes))

    async def _in_lane(self, row: Row[Any], lanes: asyncio.Semaphore) -> None:
        try:
            await self._handle(row)
        finally:
            lanes.release()

    async def _seconds_to_next(self) -> float:
        seconds = await self.messages.seconds_to_next()
        return _IDLE_S if seconds is None else min(max(seconds, _SOONEST_S), _IDLE_S)

    async def send_next(self) -> bool:
        """Take the next due message to its next state; False if none is due."""
        row = await self.messages.lease()
        if row is not None:
            await self._handle(row)
        return row is not None

    async def _handle(self, row: Row[Any]) -> None:
        try:
            await self._send(row)
        except NotYetKnown as error:
            await self.messages.again(row, error.reason)
        except ContactErased as error:
            await self.messages.over(row, State.ERASED, error.reason)
        except TurnPassed as error:
            await self.messages.over(row, State.OBSOLETE, error.reason)
        except TooOld as error:
            await self.messages.over(row, State.STALE, error.reason)
        except NotSent as error:
            await self._not_sent(row, error)

    async def _send(self, row: Row[Any]) -> None:
        if is_stale(_known_since(row), self.clock()):
            raise TooOld("stale")
        await self._ensure_never_sent(row)
        contact = await self.contacts.of(row.recipient)
        about = await self._about(row)
        message = self._composed(row, about, contact)
        if not await self.messages.begin(row, contact.email):
            return
        await _finished(self._hand_over(row, message, contact.email))

    async def _ensure_never_sent(self, row: Row[Any]) -> None:
        """A restored outbox does not know what it sent before: only a person sends that again."""
        found = await self.restored()
        if found is None or found.resend or row.redelivered_at is not None:
            return
        if row.recorded_at < found.since:
            raise TooOld("restored")

    async def _about(self, row: Row[Any]) -> About:
        async with self.engine.connect() as connection:
            found = await convention_queries.find(connection, [row.convention_id])
            about = found.get(row.convention_id)
            registered = await names_of(connection, _named(row, about))
        if about is None:  # its read model is being rebuilt
            raise NotYetKnown("convention-not-yet-known")
        known, asked_at = about.known(row.amendment), row.convention_version
        if Template(row.template) in TURNS and known.turn_passed(row.organisation_id, asked_at):
            raise TurnPassed("turn-passed")
        called = {party.organisation_id: party for party in about.parties}
        return About(about.convention, {**called, **registered}, about.conditions)

    def _composed(self, row: Row[Any], about: About, contact: Contact) -> EmailMessage:
        """One row that cannot be written must not stop the others."""
        try:
            return compose(row, about, contact, self.settings, self.clock())
        except NotSent:
            raise
        except Exception as error:
            raise NotSent(f"composing: {type(error).__name__}", final=True) from error

    async def _hand_over(self, row: Row[Any], message: EmailMessage, email: str) -> None:
        try:
            await self.mailer.send(message, email)
        except NotSent as error:
            await self._not_sent(row, error)
        except Exception as error:
            await self.messages.unknown(row, type(error).__name__)
            log.warning("delivery.unknown", delivery=row.delivery_id, error=type(error).__name__)
        else:
            await self.messages.sent(row)
            log.info("delivery.sent", delivery=row.delivery_id, template=row.template)

    async def _not_sent(self, row: Row[Any], error: NotSent) -> None:
        if error.final:
            await self.messages.over(row, State.FAILED, error.reason)
        else:
            await self.messages.again(row, error.reason)
        log.warning("delivery.not_sent", delivery=row.delivery_id, reason=error.reason)


def _named(row: Row[Any], about: Found | None) -> set[UUID]:
    """The organisations that the message may name."""
    parties = about.parties if about else ()
    told = {UUID(row.facts[fact]) for fact in ORGANISATIONS if fact in row.facts}
    return {row.organisation_id, *told, *(party.organisation_id for party in parties)}


def _known_since(row: Row[Any]) -> datetime:
    """From when the message's age counts: news from their event, a turn, which goes on, from when
    its recipient was found, and whatever a person has sent again from then."""
    since: datetime = row.redelivered_at or (
        row.created_at if Template(row.template) in TURNS else row.recorded_at
    )
    return since


async def _finished(work: Coroutine[None, None, None]) -> None:
    """Let the conversation end even if we are asked to stop: half of it would leave doubt."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
