"""Who can be told is told at once, whoever cannot: nothing waits behind a notice for nobody."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import pytest
from mithaq.store import Signal
from notifications.addresser import Addresser, Expected
from notifications.domain.delivery import LOOKS, State, look_again_after, read_again_after
from notifications.heard import conventions as heard
from notifications.outbox.deliveries import page
from notifications.outbox.table import outbox
from notifications.outbox.waiting_notices import BATCH, address_waiting
from notifications.read_models.tables import conventions
from notifications.sending import LANES, Sender
from sqlalchemy import event, insert, update

from .stories import (
    COMMUNE,
    CONVENTION,
    DAY,
    DRAFTED,
    INVITED,
    MAYOR,
    NOW,
    REQUESTED,
    FakeMailer,
    World,
    granted,
)

NOBODY_S = UUID(int=99)


async def crowd(world: World, number: int, *, looks: int = LOOKS) -> None:
    """So many turns of organisations without a mandate, all of them due for a look."""
    row = {
        "template": "signature-turn",
        "audience": "organisation",
        "organisation_id": NOBODY_S,
        "convention_id": CONVENTION,
        "amendment": 0,
        "convention_version": 1,
        "effective_date": DAY,
        "recorded_at": NOW,
        "correlation_id": "crowd",
        "facts": {},
        "state": "waiting",
        "reason": "no-signatory-known",
        "attempts": looks,
        "due_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    rows = [{**row, "delivery_id": uuid4(), "cause": uuid4()} for _ in range(number)]
    async with world.engine.begin() as connection:
        await connection.execute(insert(outbox), rows)


@asynccontextmanager
async def at_work(world: World, sender: Sender, progressed: Signal) -> AsyncIterator[Expected]:
    """An addresser and a sender, as a process runs them."""
    expected = Expected()
    addresser = Addresser(
        engine=world.engine,
        clock=lambda: datetime.now(UTC),
        progressed=progressed,
        due=sender.due,
        expected=expected,
    )
    tasks = [asyncio.create_task(each.run()) for each in (addresser, sender)]
    try:
        yield expected
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def taken(mailer: FakeMailer, number: int = 1) -> None:
    async with asyncio.timeout(20):
        while len(mailer.taken) < number:  # noqa: ASYNC110 - a double has no bell
            await asyncio.sleep(0.005)


async def test_an_invitation_does_not_wait_behind_ten_thousand_notices_for_nobody(
    world: World, sender: Sender, mailer: FakeMailer
) -> None:
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED)
    await crowd(world, 10_000)
    progressed = Signal()
    async with at_work(world, sender, progressed) as expected:
        await asyncio.sleep(0.1)  # it works on the crowd
        expected.written()
        await world.hear(REQUESTED)
        progressed.notify()
        await taken(mailer)
        still = [row for row in await world.rows() if row.attempts == LOOKS]
        assert len(still) > 10_000 // 2


async def test_what_was_never_looked_at_is_first(world: World) -> None:
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED)
    await crowd(world, 3 * BATCH)
    await world.hear(REQUESTED)
    looked = await address_waiting(world.engine, NOW)
    assert (looked.notices, looked.addressed) == (1, 1)
    looked = await address_waiting(world.engine, NOW)
    assert (looked.notices, looked.addressed) == (BATCH, 0)


async def test_a_look_takes_as_many_statements_for_many_notices_as_for_one(world: World) -> None:
    await world.hear(DRAFTED, *INVITED)
    counted: list[int] = []
    for number in (1, BATCH):
        await crowd(world, number)
        statements: list[str] = []

        def note(*told: Any, said: list[str] = statements) -> None:
            said.append(told[2])

        event.listen(world.engine.sync_engine, "before_cursor_execute", note)
        assert (await address_waiting(world.engine, NOW)).notices == number
        event.remove(world.engine.sync_engine, "before_cursor_execute", note)
        counted.append(len(statements))
    assert counted[0] == counted[1] <= 10


async def test_a_notice_for_nobody_is_shown_as_such_and_told_once_somebody_may_sign(
    world: World,
) -> None:
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    for _ in range(LOOKS):
        async with world.engine.begin() as connection:
            await connection.execute(update(outbox).values(due_at=NOW))
        assert (await address_waiting(world.engine, NOW)).addressed == 0
    assert await listed(world, State.WAITING) == []
    (shown,) = await listed(world, State.UNADDRESSABLE)
    assert (shown.reason, shown.organisation_id) == ("no-signatory-known", COMMUNE)
    assert (await address_waiting(world.engine, NOW)).notices == 0  # not yet time to look again
    await world.grant(granted(COMMUNE, MAYOR))
    assert (await address_waiting(world.engine, NOW)).addressed == 1
    assert await listed(world, State.UNADDRESSABLE) == []
    assert await world.states() == ["addressed", "due"]


async def listed(world: World, state: State) -> list[Any]:
    async with world.engine.connect() as connection:
        found = await page(connection, limit=9, after=None, convention=None, state=state)
    return list(found)


async def test_another_organisation_s_mandate_reopens_nothing(world: World) -> None:
    await world.hear(DRAFTED, *INVITED)
    await crowd(world, 1)
    async with world.engine.begin() as connection:
        later = datetime.now(UTC) + timedelta(days=1)
        await connection.execute(update(outbox).values(due_at=later))
    await world.grant(granted(COMMUNE, MAYOR))
    assert (await address_waiting(world.engine, NOW)).notices == 0


def test_looks_become_rare_and_reading_again_does_not() -> None:
    assert [look_again_after(looks).total_seconds() for looks in (1, 2, 3, LOOKS, 40)] == [
        *(1, 2, 4, 2048),
        86_400,
    ]
    within = sum((look_again_after(looks) for looks in range(1, LOOKS)), timedelta())
    assert timedelta(minutes=30) < within < timedelta(hours=1)
    waits = [timedelta(0), timedelta(milliseconds=80), timedelta(hours=1)]
    assert [read_again_after(wait).total_seconds() for wait in waits] == [0.05, 0.08, 30]


async def test_a_notice_ahead_of_what_we_read_is_told_as_soon_as_we_read_it(
    world: World, sender: Sender, mailer: FakeMailer
) -> None:
    """Two consumers read the topic: the one that knows conventions may come second."""
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    async with world.engine.begin() as connection:
        await connection.execute(update(conventions).values(version=conventions.c.version - 1))
    async with at_work(world, sender, Signal()):
        await asyncio.sleep(0.3)
        assert mailer.taken == []
        async with world.engine.begin() as connection:
            await connection.execute(update(conventions).values(version=conventions.c.version + 1))
        since = monotonic()
        await taken(mailer)
        assert monotonic() - since < 1.5


async def test_messages_leave_side_by_side_and_a_slow_one_holds_up_no_other(
    world: World, sender: Sender, mailer: FakeMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [UUID(int=number) for number in range(100, 100 + 3 * LANES)]
    await world.grant(*(granted(COMMUNE, person) for person in people))
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    hold, under_way, most = asyncio.Event(), 0, 0
    send = mailer.send

    async def slowly(message: Any, to: str) -> None:
        nonlocal under_way, most
        under_way, first = under_way + 1, not most
        most = max(most, under_way)
        if first:
            await hold.wait()
        await send(message, to)
        under_way -= 1

    monkeypatch.setattr(mailer, "send", slowly)
    async with at_work(world, sender, Signal()):
        await taken(mailer, len(people) - 1)
        assert 1 < most <= LANES
        hold.set()
        await taken(mailer, len(people))


async def test_an_idle_process_hardly_asks_its_database(world: World, sender: Sender) -> None:
    """Other consumers' batches ring the bell; what waits for another day has no bell at all."""
    await crowd(world, 20)
    async with world.engine.begin() as connection:
        later = datetime.now(UTC) + timedelta(days=1)
        await connection.execute(update(outbox).values(due_at=later))
    statements: list[str] = []

    def note(*told: Any) -> None:
        statements.append(told[2])

    event.listen(world.engine.sync_engine, "before_cursor_execute", note)
    progressed = Signal()
    async with at_work(world, sender, progressed):
        for _ in range(50):
            progressed.notify()
            await asyncio.sleep(0.01)
    event.remove(world.engine.sync_engine, "before_cursor_execute", note)
    assert len(statements) <= 10


async def test_a_message_too_old_when_it_would_leave_is_stale(
    due: World, sender: Sender, mailer: FakeMailer
) -> None:
    """The senders stood still for days: it is shown, and sent if the office says so."""
    days_ago = datetime.now(UTC) - timedelta(days=8)
    async with due.engine.begin() as connection:
        await connection.execute(update(outbox).values(created_at=days_ago))
    assert await sender.send_next()
    assert await due.states() == ["addressed", "stale"]
    assert mailer.taken == []
    async with due.engine.begin() as connection:
        again = update(outbox).where(outbox.c.recipient.is_not(None))
        now = datetime.now(UTC)
        await connection.execute(again.values(state="due", due_at=now, redelivered_at=now))
    assert await sender.send_next()
    assert len(mailer.taken) == 1


_SIGNED = heard.Signature(organisation_id=COMMUNE)
_TURN = heard.SigningTurn(organisations=(COMMUNE,))
PASSED: dict[str, tuple[Any, Any]] = {
    "the party signed": (
        REQUESTED,
        heard.PartySigned(convention_id=CONVENTION, signature=_SIGNED),
    ),
    "all signed": (
        REQUESTED,
        heard.ConventionSigned(convention_id=CONVENTION, signed_on=DAY, organisations=()),
    ),
    "a party refused": (
        REQUESTED,
        heard.SignatureRefused(convention_id=CONVENTION, organisation_id=COMMUNE, reason="x"),
    ),
    "the convention is over": (
        REQUESTED,
        heard.ConventionCompleted(convention_id=CONVENTION),
    ),
    "the party signed the amendment": (
        heard.AmendmentSignaturesRequested(convention_id=CONVENTION, amendment=2, turn=_TURN),
        heard.AmendmentPartySigned(convention_id=CONVENTION, amendment=2, signature=_SIGNED),
    ),
    "all signed the amendment": (
        heard.AmendmentSignaturesRequested(convention_id=CONVENTION, amendment=2, turn=_TURN),
        heard.AmendmentSigned(
            convention_id=CONVENTION, amendment=2, signed_on=DAY, organisations=()
        ),
    ),
    "the amendment was rewritten": (
        heard.AmendmentSignaturesRequested(convention_id=CONVENTION, amendment=2, turn=_TURN),
        heard.AmendmentRevised(
            convention_id=CONVENTION, amendment=2, operations=heard.Operations()
        ),
    ),
    "the convention of the amendment is over": (
        heard.AmendmentSignaturesRequested(convention_id=CONVENTION, amendment=2, turn=_TURN),
        heard.ConventionCompleted(convention_id=CONVENTION),
    ),
}


@pytest.mark.parametrize("why", PASSED)
async def test_a_turn_that_passed_before_its_mail_left_is_not_told(
    world: World, sender: Sender, mailer: FakeMailer, why: str
) -> None:
    asked, passed = PASSED[why]
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED, asked)
    assert (await address_waiting(world.engine, NOW)).addressed == 1
    await world.hear(passed)
    await sender.send_next()
    turn = [row for row in await world.rows() if row.recipient and "turn" in row.template]
    assert [row.state for row in turn] == ["obsolete"]
    assert mailer.taken == []


@pytest.mark.parametrize(
    "elsewhere",
    [
        heard.AmendmentPartySigned(convention_id=CONVENTION, amendment=1, signature=_SIGNED),
        heard.AmendmentSigned(
            convention_id=CONVENTION, amendment=1, signed_on=DAY, organisations=()
        ),
        heard.PartySigned(
            convention_id=CONVENTION, signature=heard.Signature(organisation_id=NOBODY_S)
        ),
    ],
)
async def test_what_is_signed_elsewhere_leaves_a_turn_as_it_is(
    world: World, sender: Sender, mailer: FakeMailer, elsewhere: Any
) -> None:
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    assert (await address_waiting(world.engine, NOW)).addressed == 1
    await world.hear(elsewhere)
    assert await sender.send_next()
    assert len(mailer.taken) == 1
