"""Notices are written once, find their recipients when they can, and are never made again."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from mithaq.events import Actor, Recorded
from mithaq.testing.recorded import recorded as line_of
from notifications.heard import conventions as heard
from notifications.heard.approvals import ApprovalsRequested
from notifications.heard.partners import OrganisationMerged, OrganisationSeparated
from notifications.outbox.intake import write_notices
from notifications.outbox.table import outbox
from notifications.outbox.waiting_notices import address_waiting
from notifications.read_models import known_conventions
from notifications.read_models.signatories import mandates_of
from notifications.sending import Sender
from sqlalchemy import update

from .stories import (
    COMMUNE,
    CONVENTION,
    DRAFTED,
    INVITED,
    MAYOR,
    NOW,
    OFFICE,
    PARTIES,
    PRESIDENT,
    REGION,
    REQUESTED,
    FakeMailer,
    World,
    granted,
)

TODAY = date(2026, 4, 1)


async def look_at_once(world: World) -> int:
    """Addressing, without waiting for the time of the next look."""
    async with world.engine.begin() as connection:
        await connection.execute(update(outbox).values(due_at=datetime.now(UTC)))
    return (await address_waiting(world.engine, NOW)).addressed


async def test_a_turn_is_told_to_whoever_holds_a_mandate(world: World) -> None:
    await world.grant(granted(COMMUNE, MAYOR), granted(REGION, PRESIDENT))
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    assert (await address_waiting(world.engine, NOW)).addressed == 1
    assert await world.states() == ["addressed", "due"]
    assert [row.recipient for row in await world.rows()] == [None, MAYOR]


async def test_a_mandate_that_comes_later_is_found(world: World) -> None:
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    assert (await address_waiting(world.engine, NOW)).addressed == 0
    (waiting,) = await world.rows()
    assert (waiting.state, waiting.reason) == ("waiting", "no-signatory-known")
    assert (await address_waiting(world.engine, NOW)).addressed == 0  # not yet time to look again
    await world.grant(granted(COMMUNE, MAYOR))
    assert await look_at_once(world) == 1
    assert await world.states() == ["addressed", "due"]


async def test_reading_the_topic_again_from_its_start_adds_and_sends_nothing(
    world: World, sender: Sender, mailer: FakeMailer
) -> None:
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    await address_waiting(world.engine, NOW)
    assert await sender.send_next()
    before = await world.rows()
    async with world.engine.begin() as connection:
        await write_notices(connection, world.heard[-1:])
        await write_notices(connection, world.heard[-1:])
    assert await world.rows() == before
    assert await look_at_once(world) == 0
    assert not await sender.send_next()
    assert len(mailer.taken) == 1


async def test_a_notice_addressed_twice_still_writes_one_message(world: World) -> None:
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    await address_waiting(world.engine, NOW)
    async with world.engine.begin() as connection:
        waiting = update(outbox).where(outbox.c.recipient.is_(None)).values(state="waiting")
        await connection.execute(waiting)
    assert await look_at_once(world) == 1
    assert await world.states() == ["addressed", "due"]


async def test_a_cause_of_long_ago_is_shown_and_not_told(world: World) -> None:
    await world.grant(granted(COMMUNE, MAYOR))
    long_ago = datetime.now(UTC) - timedelta(days=8)
    await world.hear(DRAFTED, *INVITED, REQUESTED, at=long_ago)
    assert (await address_waiting(world.engine, NOW)).addressed == 0
    assert await world.states() == ["stale"]


async def test_a_turn_reopened_before_it_was_told_is_dropped(world: World) -> None:
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    await world.hear(heard.TextReopened(convention_id=CONVENTION))
    await world.grant(granted(COMMUNE, MAYOR))
    assert await look_at_once(world) == 0
    assert await world.states() == ["obsolete"]


async def test_a_turn_reopened_after_addressing_is_not_sent(
    world: World, sender: Sender, mailer: FakeMailer
) -> None:
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    await address_waiting(world.engine, NOW)
    await world.hear(heard.ConventionWithdrawn(convention_id=CONVENTION))
    assert await sender.send_next()
    assert await world.states() == ["addressed", "obsolete"]
    assert mailer.taken == []


async def test_a_refusal_is_told_to_the_other_signing_parties(world: World) -> None:
    await world.grant(granted(COMMUNE, MAYOR), granted(REGION, PRESIDENT))
    refused = heard.SignatureRefused(
        convention_id=CONVENTION, organisation_id=COMMUNE, reason="Budget"
    )
    await world.hear(DRAFTED, *INVITED, refused)
    assert (await address_waiting(world.engine, NOW)).addressed == 1
    told = [(row.recipient, row.organisation_id) for row in await world.rows() if row.recipient]
    assert told == [(PRESIDENT, REGION)]


async def test_a_party_removed_is_no_party_any_more(world: World) -> None:
    await world.grant(granted(REGION, PRESIDENT))
    gone = heard.PartyRemoved(convention_id=CONVENTION, party=PARTIES[REGION])
    refused = heard.SignatureRefused(
        convention_id=CONVENTION, organisation_id=COMMUNE, reason="Budget"
    )
    await world.hear(DRAFTED, *INVITED, gone, refused)
    assert (await address_waiting(world.engine, NOW)).addressed == 0
    assert await world.states() == ["waiting"]


async def test_who_asked_for_the_signatures_is_told_of_a_refusal(world: World) -> None:
    """The office's person asked, of an organisation that does not sign."""
    clerk = UUID(int=14)
    await world.grant(granted(OFFICE, clerk), granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED)
    asked = ApprovalsRequested(convention_id=CONVENTION)
    by = Actor(id="clerk", capacity="office", organisation=str(OFFICE))
    line: Recorded[Any] = line_of(
        heard.SOURCE, asked, "c", len(world.heard) + 1, effective_date=TODAY, by=by
    )
    async with world.engine.begin() as connection:
        await known_conventions.project(connection, [line])
    world.heard.append(line)
    refused = heard.SignatureRefused(
        convention_id=CONVENTION, organisation_id=REGION, reason="Budget"
    )
    await world.hear(refused)
    assert (await address_waiting(world.engine, NOW)).addressed == 1
    assert {row.recipient for row in await world.rows()} == {None, clerk, MAYOR}


async def test_who_signs_for_one_entry_of_an_organisation_is_told_for_the_other(
    world: World,
) -> None:
    """A commune that was registered twice: the party is one entry, the mandate the other's."""
    twin = UUID(int=901)
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    await world.grant(granted(twin, MAYOR))
    assert await look_at_once(world) == 0
    await world.tell(OrganisationMerged(organisation_id=COMMUNE, into=twin))
    assert await look_at_once(world) == 1
    assert [row.recipient for row in await world.rows()] == [None, MAYOR]


async def test_a_separation_ends_that_and_a_chain_of_mergers_is_followed(world: World) -> None:
    twin, last = UUID(int=901), UUID(int=902)
    await world.grant(granted(twin, MAYOR))
    await world.tell(
        OrganisationMerged(organisation_id=COMMUNE, into=last),
        OrganisationMerged(organisation_id=twin, into=last),
    )
    async with world.engine.connect() as connection:
        assert (await mandates_of(connection, [COMMUNE])).keys() == {COMMUNE}
        assert (await mandates_of(connection, [last])).keys() == {last}
    await world.tell(OrganisationSeparated(organisation_id=twin))
    async with world.engine.connect() as connection:
        assert await mandates_of(connection, [COMMUNE, last]) == {}
        assert (await mandates_of(connection, [twin])).keys() == {twin}
