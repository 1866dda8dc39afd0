"""A source that was restored from a backup tells it; who knows more of its past than it stops."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from mithaq.messaging.pasts import lost_after
from mithaq.messaging.restores import read, written
from mithaq.operations.following import follow
from mithaq.runtime import Kernel, Service
from mithaq.settings import Settings
from mithaq.store import Database, findings
from mithaq.testing.flow import Producing, rows, run_until, totals
from mithaq.testing.running import consumer, publishers, running

from shared.tests.store.test_restore import restored


@pytest.mark.parametrize(
    ("known", "told", "applied", "lost"),
    [
        ((), (), 50, None),
        ((), (40,), 40, None),
        ((), (40,), 41, 40),
        ((40,), (40,), 90, None),  # judged before
        ((40,), (40, 60), 90, 60),
        ((), (40, 30), 35, 30),
        ((30,), (40,), 50, 40),  # its lines were taken back, but not all of them
        ((40,), (), 90, None),  # a relay that does not know of it yet
    ],
)
def test_what_is_lost_is_what_was_applied_beyond_a_restore(
    known: tuple[int, ...], told: tuple[int, ...], applied: int, lost: int | None
) -> None:
    assert lost_after(known, told, applied) == lost


@pytest.mark.parametrize("restores", [(), (0,), (900, 1500)])
def test_restores_travel_as_text(restores: tuple[int, ...]) -> None:
    assert read(written(restores)) == restores
    assert read(b"\xff") == read(b"nine") == ()


@pytest.fixture
async def another_past(
    producing: Producing, consuming: Database, postgres_server: str, tmp_path: Path
) -> AsyncIterator[Producing]:
    """Five lines were applied; the store has two of them and three others, and a new topic."""
    await producing.count("counter-a", 1, 2)
    await producing.publish()
    async with restored(producing.database, postgres_server, tmp_path) as again:
        await producing.count("counter-a", 3)
        await producing.count("counter-b", 4, 5)
        older = Producing(again, producing.kafka, producing.source)

        async def arrived() -> bool:
            return await rows(consuming) == {"counter-a": 6, "counter-b": 9}

        async with running(*publishers(producing), consumer(consuming, producing)):
            await run_until(arrived)
        async with producing.kafka.admin() as admin:
            await admin.delete_topics([producing.source])
        await older.count("counter-c", 6, 7)
        await asyncio.sleep(1)  # the broker deletes files behind its answer
        yield older


async def test_a_consumer_that_holds_lost_lines_stops_and_follows_when_it_is_told_to(
    another_past: Producing, consuming: Database
) -> None:
    async def told() -> bool:
        return [each.code for each in await findings.kept(consuming.pool)] == ["source-restored"]

    async def followed() -> bool:
        return await rows(consuming) == {"counter-a": 3, "counter-c": 13}

    model = totals(another_past.catalogue)
    service = Service(
        name="adding", title="Adding", catalogue=another_past.catalogue, foreign=[model]
    )
    settings = Settings(
        database_url=consuming.url,
        kafka_bootstrap=another_past.kafka.bootstrap,
        kafka_seals="accepted",
        token_issuer="https://identity.test",
        jwks_url="file:///jwks.json",
    )
    kernel = Kernel(settings=settings, database=consuming)
    async with running(*publishers(another_past), consumer(consuming, another_past)):
        await run_until(told)
        assert await rows(consuming) == {"counter-a": 6, "counter-b": 9}
        done = await follow(service, kernel, another_past.source)
        assert done == {model.key: 3}
        await run_until(followed)
    assert await findings.kept(consuming.pool) == []
