"""What a store lets be written, for all its processes."""

import pytest
from mithaq.errors import EventHeld
from mithaq.events import Catalogue, News
from mithaq.store import Database, PostgresEventStore, Streams
from mithaq.store.news import release, settle
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request

COUNTED = ("Counted", 1)


@pytest.fixture
def news() -> News:
    return News({COUNTED: None})


@pytest.fixture
def counters(database: Database, news: News) -> Streams[int, Counted]:
    held: Catalogue[Counted] = Catalogue("ma.mithaq.counters", {COUNTED: Counted}, news=news)
    return Streams(PostgresEventStore(database.pool), held, 0, evolve)


async def test_a_store_without_events_has_nothing_to_hold(
    database: Database, news: News, counters: Streams[int, Counted]
) -> None:
    await settle(database.pool, news)
    await counters.run("counter-a", counting(1), request())
    await settle(database.pool, news)
    assert not news.held


async def test_a_store_of_the_former_release_holds_until_it_is_told(
    database: Database, news: News, counters: Streams[int, Counted]
) -> None:
    former = Streams(PostgresEventStore(database.pool), catalogue(), 0, evolve)
    await former.run("counter-a", counting(1), request())
    await settle(database.pool, news)
    with pytest.raises(EventHeld):
        await counters.run("counter-a", counting(1), request())
    assert (await counters.load("counter-a")).version == 1
    await release(database.pool, news.held, by="amina")
    await release(database.pool, news.held, by="brahim")
    await settle(database.pool, news)
    await counters.run("counter-a", counting(1), request())
    released = await database.pool.fetch("SELECT type, schema, released_by FROM released_event")
    assert [tuple(row) for row in released] == [("Counted", 1, "amina")]
