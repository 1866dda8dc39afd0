"""A restored store gives no command by itself before the lines it lost can be taken back."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import pytest
from mithaq.events import Recorded
from mithaq.reactions import Reaction, Wanted
from mithaq.runtime import Kernel, Service, Worker
from mithaq.runtime.timed import timed_workers
from mithaq.settings import Settings
from mithaq.store import findings
from mithaq.store.findings import Finding

from .timed import CATALOGUE, START, OfferEvent, Serving

AHEAD: Final = Finding(part="relay", code="topic-ahead", subject="t", what="more", do="take-back")


def workers(serving: Serving) -> list[Worker]:
    """The deadlines' worker and one of a reaction, with a Kafka that nobody can reach."""
    service = Service(
        name="offers",
        title="Offers",
        catalogue=CATALOGUE,
        deadlines=serving.deadlines,
        reactions=[Reaction(name="react", catalogue=CATALOGUE, follow=nothing)],
        parts=lambda _: serving.offers,
    )
    settings = Settings(
        database_url=serving.database.url,
        kafka_bootstrap="127.0.0.1:1",
        kafka_seals="accepted",
        token_issuer="https://identity.test",
        jwks_url="file:///jwks.json",
    )
    return timed_workers(service, Kernel(settings=settings, database=serving.database))


async def nothing(_: object, __: Recorded[OfferEvent]) -> Sequence[Wanted]:
    return []


@pytest.mark.parametrize("nth", [0, 1])
async def test_it_waits_while_the_topic_has_lines_that_the_log_lacks(
    serving: Serving, nth: int
) -> None:
    """Then the reaction finds that there is no Kafka, and the deadline runs."""
    await serving.offer("offer-a", until=START - timedelta(days=1))
    await serving.derive()
    pool = serving.database.pool
    await pool.execute("UPDATE store_era SET compared = false")
    await pool.execute("UPDATE read_model SET level_at = now()")
    await findings.tell(pool, AHEAD)
    running = asyncio.ensure_future(workers(serving)[nth].run())
    try:
        await asyncio.wait({running}, timeout=0.7)
        assert not running.done()
        assert await serving.ended() == []
        await findings.withdraw(pool, AHEAD.part, AHEAD.code)
        await pool.execute("UPDATE store_era SET compared = true")
        async with asyncio.timeout(20):
            while not (running.done() or await serving.ended()):  # noqa: ASYNC110 (its rows)
                await asyncio.sleep(0.02)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
