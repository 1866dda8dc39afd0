"""A restored outbox does not know what it sent: it sends nothing before an operator releases it."""

import asyncio
from dataclasses import replace

import pytest
from mithaq.runtime import Kernel
from mithaq.settings import Settings
from mithaq.store import Database
from mithaq.store.holding import release, restored, until_released
from notifications.sending import Sender
from notifications.sending_held import SinceRestored, sending_held

from .stories import World

AGAIN = """
    INSERT INTO store_era (cluster, position, place, seq)
    SELECT cluster, 0, place, 0 FROM store_era
"""
MESSAGE = "SELECT state, reason FROM outbox WHERE state <> 'addressed'"


@pytest.fixture
async def after_restore(due: World, database: Database) -> Database:
    """A message is due, and the store begins another era, as where a dump was restored."""
    await database.pool.execute("UPDATE outbox SET recorded_at = clock_timestamp()")
    await database.pool.execute(AGAIN)
    return database


def kernel(database: Database) -> Kernel:
    settings = Settings(
        database_url=database.url, token_issuer="https://i.test", jwks_url="file:///k"
    )
    return Kernel(settings=settings, database=database)


async def state(database: Database) -> tuple[str, str | None]:
    row = await database.pool.fetchrow(MESSAGE)
    return row["state"], row["reason"]


async def test_nothing_is_sent_before_an_operator_releases_it(after_restore: Database) -> None:
    pool = after_restore.pool
    (finding,) = await sending_held(kernel(after_restore))
    assert finding.code == "sending-held"
    waiting = asyncio.create_task(until_released(after_restore))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    assert await release(pool, by="operator", resend=False)
    async with asyncio.timeout(10):
        found = await waiting
    assert found is not None
    assert (found.held, found.resend) == (False, False)
    assert await sending_held(kernel(after_restore)) == []
    assert not await release(pool, by="operator", resend=True)  # once


async def test_what_happened_before_is_left_to_the_office(
    after_restore: Database, sender: Sender
) -> None:
    pool = after_restore.pool
    await release(pool, by="operator", resend=False)
    mine = replace(sender, restored=SinceRestored(pool))
    assert await mine.send_next()
    assert await state(after_restore) == ("stale", "restored")


async def test_what_happens_afterwards_is_sent(after_restore: Database, sender: Sender) -> None:
    pool = after_restore.pool
    await release(pool, by="operator", resend=False)
    await pool.execute("UPDATE outbox SET recorded_at = clock_timestamp()")
    assert await replace(sender, restored=SinceRestored(pool)).send_next()
    assert await state(after_restore) == ("sent", None)


async def test_an_operator_may_have_everything_sent_again(
    after_restore: Database, sender: Sender
) -> None:
    pool = after_restore.pool
    await release(pool, by="operator", resend=True)
    assert await replace(sender, restored=SinceRestored(pool)).send_next()
    assert await state(after_restore) == ("sent", None)


async def test_a_store_that_was_never_restored_holds_nothing_back(database: Database) -> None:
    assert await restored(database.pool) is None
    assert await until_released(database) is None
    assert not await release(database.pool, by="operator", resend=False)
