"""Whatever breaks, wherever: no message leaves twice by itself."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from notifications.contacts import Contact
from notifications.domain.delivery import ATTEMPTS
from notifications.errors import ContactErased, NotSent, NotYetKnown
from notifications.outbox.addressing import address_waiting
from notifications.outbox.messages import Messages, masked
from notifications.outbox.table import outbox
from notifications.sending import SENDING_LIMIT, Sender
from sqlalchemy import update

from .stories import (
    COMMUNE,
    DRAFTED,
    INVITED,
    MAYOR,
    REQUESTED,
    FakeContacts,
    FakeMailer,
    World,
    granted,
)


class Crash(BaseException):
    """The process dies here."""


@pytest.fixture
async def due(world: World) -> World:
    """One message is due."""
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    assert await address_waiting(world.engine, date(2026, 4, 1)) == 1
    return world


async def later(world: World, **columns: Any) -> None:
    """As if time had passed."""
    async with world.engine.begin() as connection:
        await connection.execute(
            update(outbox).where(outbox.c.recipient.is_not(None)).values(**columns)
        )


async def now_due(world: World) -> None:
    await later(world, due_at=datetime.now(UTC))


async def test_a_message_is_sent_once(due: World, sender: Sender, mailer: FakeMailer) -> None:
    assert await sender.send_next()
    assert not await sender.send_next()
    assert len(mailer.taken) == 1
    message = (await due.rows())[1]
    assert (message.state, message.address_masked) == ("sent", "p…@e….ma")
    assert mailer.taken[0]["Message-ID"].startswith(f"<{message.delivery_id}@")


async def test_many_senders_send_each_message_once(
    due: World, sender: Sender, mailer: FakeMailer
) -> None:
    others = [granted(COMMUNE, type(MAYOR)(int=number)) for number in range(100, 120)]
    await due.grant(*others)
    await due.hear(REQUESTED)
    await address_waiting(due.engine, date(2026, 4, 1))

    async def drain() -> None:
        while await sender.send_next():
            pass

    await asyncio.gather(*(drain() for _ in range(6)))
    ids = [message["Message-ID"] for message in mailer.taken]
    assert len(ids) == len(set(ids)) == 22


async def crash(sender: Sender) -> None:
    with pytest.raises(Crash):
        await sender.send_next()


async def test_a_crash_before_sending_costs_a_minute(
    due: World, sender: Sender, contacts: FakeContacts, mailer: FakeMailer
) -> None:
    contacts.raises = Crash()  # type: ignore[assignment]
    await crash(sender)
    contacts.raises = None
    assert not await sender.send_next()  # still leased
    await now_due(due)
    assert await sender.send_next()
    assert len(mailer.taken) == 1


@pytest.mark.parametrize("point", ["before", "after"])
async def test_a_crash_while_sending_leaves_doubt_and_nothing_is_sent_again(
    due: World, sender: Sender, mailer: FakeMailer, point: str
) -> None:
    setattr(mailer, point, Crash())
    await crash(sender)
    assert await due.states() == ["addressed", "sending"]
    mailer.before = mailer.after = None
    await now_due(due)
    assert not await sender.send_next()
    assert await sender.messages.give_up_on(SENDING_LIMIT) == 0  # it may still be under way
    await later(due, sending_at=datetime.now(UTC) - SENDING_LIMIT - timedelta(seconds=1))
    assert await sender.messages.give_up_on(SENDING_LIMIT) == 1
    assert await due.states() == ["addressed", "unknown"]
    assert not await sender.send_next()
    assert len(mailer.taken) == (1 if point == "after" else 0)


async def test_a_crash_between_sent_and_its_commit_leaves_doubt(
    due: World, sender: Sender, mailer: FakeMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: Any) -> None:
        raise Crash

    monkeypatch.setattr(Messages, "sent", dies)
    await crash(sender)
    monkeypatch.undo()
    await now_due(due)
    assert not await sender.send_next()
    assert await due.states() == ["addressed", "sending"]
    assert len(mailer.taken) == 1


async def test_a_connection_lost_after_the_text_is_doubt(
    due: World, sender: Sender, mailer: FakeMailer
) -> None:
    mailer.after = ConnectionResetError()
    assert await sender.send_next()
    assert await due.states() == ["addressed", "unknown"]
    await now_due(due)
    assert not await sender.send_next()


async def test_a_server_that_surely_did_not_take_it_is_asked_again(
    due: World, sender: Sender, mailer: FakeMailer
) -> None:
    mailer.before = NotSent("smtp: 421")
    assert await sender.send_next()
    assert not await sender.send_next()  # not before its time
    row = (await due.rows())[1]
    assert (row.state, row.reason, row.attempts) == ("due", "smtp: 421", 1)
    mailer.before = None
    await now_due(due)
    assert await sender.send_next()
    assert len(mailer.taken) == 1


async def test_attempts_are_counted_and_end(due: World, sender: Sender, mailer: FakeMailer) -> None:
    mailer.before = NotSent("smtp: 421")
    for _ in range(ATTEMPTS):
        await now_due(due)
        assert await sender.send_next()
    await now_due(due)
    assert not await sender.send_next()
    assert await due.states() == ["addressed", "failed"]


async def test_a_refused_recipient_is_final(due: World, sender: Sender, mailer: FakeMailer) -> None:
    mailer.before = NotSent("smtp: 550", final=True)
    assert await sender.send_next()
    assert await due.states() == ["addressed", "failed"]


async def test_partners_down_means_later_and_erased_means_never(
    due: World, sender: Sender, contacts: FakeContacts, mailer: FakeMailer
) -> None:
    contacts.raises = NotYetKnown("partners: ConnectError")
    assert await sender.send_next()
    assert await due.states() == ["addressed", "due"]
    contacts.raises = ContactErased("contact-erased")
    await now_due(due)
    assert await sender.send_next()
    assert await due.states() == ["addressed", "erased"]
    assert mailer.taken == []


async def test_a_message_that_cannot_be_written_does_not_stop_the_others(
    due: World, sender: Sender, mailer: FakeMailer
) -> None:
    await due.hear(REQUESTED)
    await address_waiting(due.engine, date(2026, 4, 1))
    broken, _ = [row for row in await due.rows() if row.recipient]
    async with due.engine.begin() as connection:
        nonsense = update(outbox).where(outbox.c.delivery_id == broken.delivery_id)
        await connection.execute(nonsense.values(facts={"signed_on": "never"}))
    while await sender.send_next():
        pass
    assert await due.states() == ["addressed", "addressed", "failed", "sent"]
    assert len(mailer.taken) == 1


async def test_being_stopped_lets_the_conversation_end(
    due: World, sender: Sender, mailer: FakeMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking, hold = asyncio.Event(), asyncio.Event()

    async def slowly(*_: Any) -> None:
        speaking.set()
        await hold.wait()
        mailer.taken.append(_[0])

    monkeypatch.setattr(mailer, "send", slowly)
    task = asyncio.create_task(sender.run())
    await speaking.wait()
    task.cancel()
    await asyncio.sleep(0)
    hold.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await due.states() == ["addressed", "sent"]


def test_an_address_is_masked_and_a_contact_says_nothing() -> None:
    assert masked("naima@tanger.example.ma") == "n…@t….ma"
    assert "naima" not in repr(Contact("Naïma", "naima@tanger.example.ma"))
