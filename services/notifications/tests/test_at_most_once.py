"""Whatever breaks, wherever: no message leaves twice by itself."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from notifications.contacts import Contact
from notifications.outbox.messages import Messages, masked
from notifications.outbox.waiting_notices import address_waiting
from notifications.sending import SENDING_LIMIT, Sender

from .stories import (
    COMMUNE,
    MAYOR,
    NOW,
    REQUESTED,
    FakeContacts,
    FakeMailer,
    World,
    granted,
    later,
    now_due,
)


class Crash(BaseException):
    """The process dies here."""


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
    await address_waiting(due.engine, NOW)

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
