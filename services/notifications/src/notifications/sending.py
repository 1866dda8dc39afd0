"""Sends due messages, each at most once.

    lease ─ ask the contact ─ write ─ commit `sending` ─ speak to the mail server ─ commit `sent`

Before `sending` is committed nothing has been sent, so a crash there costs a minute (the lease)
and nothing else. After it nobody can tell, so a message found there later becomes `unknown` and
waits for a person: `POST /v1/deliveries/{id}/redelivery`.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any, Final

import structlog
from mithaq.store import PollInterval, Signal
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.composing import About, compose
from notifications.contacts import Contact, Contacts
from notifications.delivery_failures import ContactErased, NotSent, NotYetKnown, TurnVoided
from notifications.domain.delivery import State
from notifications.domain.notices import TURNS, Template
from notifications.mailer import Mailer
from notifications.outbox.messages import Messages
from notifications.read_models import convention_queries
from notifications.settings import MailSettings

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

# Longer than any conversation with a mail server lasts: six answers of 20 s at most.
SENDING_LIMIT: Final = timedelta(minutes=3)
_IDLE_S: Final = 2.0  # for what another process wrote, and for what is to be tried again


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

    async def run(self) -> None:
        """Send until cancelled; `due` rings when messages may have been written."""
        interval = PollInterval(self.due, idle_s=_IDLE_S)
        while True:
            await self.messages.give_up_on(SENDING_LIMIT)
            sent = 0
            while await self.send_next():
                sent += 1
            await interval.wait(sent)

    async def send_next(self) -> bool:
        """Take the next due message to its next state; False if none is due."""
        row = await self.messages.lease()
        if row is None:
            return False
        try:
            await self._send(row)
        except NotYetKnown as error:
            await self.messages.again(row, error.reason)
        except ContactErased as error:
            await self.messages.over(row, State.ERASED, error.reason)
        except TurnVoided as error:
            await self.messages.over(row, State.OBSOLETE, error.reason)
        except NotSent as error:
            await self._not_sent(row, error)
        return True

    async def _send(self, row: Row[Any]) -> None:
        contact = await self.contacts.of(row.recipient)
        about = await self._about(row)
        message = self._composed(row, about, contact)
        if not await self.messages.begin(row, contact.email):
            return
        await _finished(self._hand_over(row, message, contact.email))

    async def _about(self, row: Row[Any]) -> About:
        async with self.engine.connect() as connection:
            convention = await convention_queries.find(connection, row.convention_id)
            parties = await convention_queries.parties_of(connection, row.convention_id)
            void = await convention_queries.voided_at(connection, row.convention_id, row.amendment)
        if Template(row.template) in TURNS and void > row.convention_version:
            raise TurnVoided("turn-voided")
        if convention is None:  # its read model is being rebuilt
            raise NotYetKnown("convention-not-yet-known")
        return About(convention, {party.organisation_id: party for party in parties})

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


async def _finished(work: Coroutine[None, None, None]) -> None:
    """Let the conversation end even if we are asked to stop: half of it would leave doubt."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
