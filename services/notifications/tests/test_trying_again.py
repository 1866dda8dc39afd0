"""What surely was not sent is tried again, within bounds; the rest is final."""

from notifications.delivery_failures import ContactErased, NotSent, NotYetKnown
from notifications.domain.delivery import ATTEMPTS
from notifications.outbox.table import outbox
from notifications.outbox.waiting_notices import address_waiting
from notifications.sending import Sender
from sqlalchemy import update

from .stories import (
    NOW,
    REQUESTED,
    FakeContacts,
    FakeMailer,
    World,
    now_due,
)


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
    await address_waiting(due.engine, NOW)
    broken, _ = [row for row in await due.rows() if row.recipient]
    async with due.engine.begin() as connection:
        nonsense = update(outbox).where(outbox.c.delivery_id == broken.delivery_id)
        await connection.execute(nonsense.values(facts={"signed_on": "never"}))
    while await sender.send_next():
        pass
    assert await due.states() == ["addressed", "addressed", "failed", "sent"]
    assert len(mailer.taken) == 1
