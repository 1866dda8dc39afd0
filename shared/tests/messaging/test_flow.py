"""From append to another service's rows over a real broker, with duplicates."""

import asyncio

from mithaq.messaging import partition_of, rebuild_foreign
from mithaq.projections import content_hash
from mithaq.store import Database
from mithaq.testing.flow import METADATA, Producing, consume_until, run_until, totals
from mithaq.testing.running import publishers, running, topic_lines


async def test_every_event_arrives_once(producing: Producing, consuming: Database) -> None:
    await asyncio.gather(*[producing.count(f"counter-{n}", 1, 2, 3) for n in range(20)])
    await producing.publish()
    await consume_until(consuming, producing, {f"counter-{n}": 6 for n in range(20)})


async def test_a_topic_published_twice_is_applied_once(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1, 2)
    await producing.publish()
    await producing.database.pool.execute("UPDATE relay_cursor SET seq = 0")
    await producing.count("counter-a", 4)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 7})


async def test_a_consumer_that_starts_again_goes_on(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1})
    await producing.count("counter-a", 1)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 2})


async def test_a_wiped_cluster_is_filled_again_and_nothing_counts_twice(
    producing: Producing, consuming: Database
) -> None:
    """After Kafka's data was lost, relay and consumer see another cluster id."""
    await producing.count("counter-a", 1, 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 3})
    for place in ("relay_cursor", "consumer_offset"):
        for database in (producing.database, consuming):
            await database.pool.execute(f"UPDATE {place} SET cluster_id = 'lost'")
    await producing.count("counter-b", 5)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 3, "counter-b": 5})


async def test_a_rebuild_gives_the_same_content(producing: Producing, consuming: Database) -> None:
    await asyncio.gather(*[producing.count(f"counter-{n}", n, 1) for n in range(8)])
    await producing.publish()
    await consume_until(consuming, producing, {f"counter-{n}": n + 1 for n in range(8)})
    async with consuming.engine.connect() as connection:
        before = await content_hash(connection, METADATA)
    assert await rebuild_foreign(consuming, producing.kafka, totals(producing.catalogue)) == 16
    async with consuming.engine.connect() as connection:
        assert await content_hash(connection, METADATA) == before
    await producing.count("counter-0", 7)
    await producing.publish()
    await consume_until(
        consuming, producing, {"counter-0": 8, **{f"counter-{n}": n + 1 for n in range(1, 8)}}
    )


def test_a_stream_always_has_the_same_partition() -> None:
    """Another partition would spread a stream's events over two partitions."""
    assert [partition_of(f"counter-{n}".encode(), 3) for n in range(6)] == [0, 0, 0, 2, 0, 1]
    assert {partition_of(f"counter-{n}".encode(), 3) for n in range(50)} == {0, 1, 2}


async def test_a_topic_sent_again_by_an_idle_relay_is_complete(producing: Producing) -> None:
    """If the cursor is reset while idle, it does not wait for the next event."""
    await producing.count("counter-a", 1, 2)

    async def sent(times: int) -> bool:
        lines = await topic_lines(producing.kafka, producing.source)
        return sorted(seq for each in lines.values() for seq in each) == sorted([1, 2] * times)

    await producing.publish()
    async with running(*publishers(producing)):
        await run_until(lambda: sent(1))
        await producing.database.pool.execute("UPDATE relay_cursor SET seq = 0")
        await run_until(lambda: sent(2))
