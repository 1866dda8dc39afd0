"""From append to another service's rows over a real broker, with trouble on the way."""

import asyncio
from dataclasses import replace

from aiokafka import AIOKafkaProducer
from mithaq.messaging import partition_of, rebuild_foreign
from mithaq.projections import content_hash, replay
from mithaq.projections.tables import DEAD_LETTER, PARKED_STREAM
from mithaq.store import Database
from mithaq.testing.flow import METADATA, Producing, consume_until, lenient, rows, totals
from sqlalchemy import select


async def test_every_event_arrives_once(producing: Producing, consuming: Database) -> None:
    await asyncio.gather(*[producing.count(f"counter-{n}", 1, 2, 3) for n in range(20)])
    await producing.publish()
    await consume_until(consuming, producing, {f"counter-{n}": 6 for n in range(20)})


async def test_a_topic_sent_twice_counts_once(producing: Producing, consuming: Database) -> None:
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
    """Another cluster id is what relay and consumer see after Kafka's data was lost."""
    await producing.count("counter-a", 1, 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 3})
    for place in ("relay_cursor", "consumer_offset"):
        for database in (producing.database, consuming):
            await database.pool.execute(f"UPDATE {place} SET cluster_id = 'lost'")
    await producing.count("counter-b", 5)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 3, "counter-b": 5})


async def test_a_poison_event_parks_its_stream_and_no_other(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1, 13, 2)
    await producing.count("counter-b", 4)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1, "counter-b": 4}, buried=2)
    async with consuming.engine.connect() as connection:
        buried = list(await connection.execute(select(DEAD_LETTER).order_by(DEAD_LETTER.c.seq)))
        parked = list((await connection.execute(select(PARKED_STREAM.c.stream_id))).scalars())
    assert [(each.stream_id, each.version) for each in buried] == [
        ("counter-a", 2),
        ("counter-a", 3),
    ]
    assert "thirteen" in buried[0].reason
    assert parked == ["counter-a"]


async def test_buried_lines_are_applied_once_their_cause_is_mended(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1, 13, 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1}, buried=2)
    broken = totals(producing.catalogue)
    assert await replay(consuming.engine, broken.subscription()) == 2
    mended = replace(broken, project=lenient)
    assert await replay(consuming.engine, mended.subscription()) == 0
    assert await rows(consuming) == {"counter-a": 16}
    await producing.count("counter-a", 4)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 20})


async def test_a_version_we_cannot_read_stops_its_stream(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1)
    await producing.database.pool.execute(
        "SELECT append_events(ARRAY['counter-a'], ARRAY[1], ARRAY['counter-a'], ARRAY[2],"
        " ARRAY[gen_random_uuid()], ARRAY['Counted'], ARRAY[9], ARRAY['{}'],"
        " ARRAY[(SELECT meta FROM event LIMIT 1)], gen_random_uuid(), '')"
    )
    await producing.count("counter-b", 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1, "counter-b": 2}, buried=1)
    reason = await consuming.pool.fetchval("SELECT reason FROM dead_letter")
    assert reason.startswith("UnknownEventVersion")


async def test_a_record_that_is_none_of_ours_is_kept_and_passed_over(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1)
    await producing.publish()
    stranger = AIOKafkaProducer(bootstrap_servers=producing.bootstrap)
    await stranger.start()
    await stranger.send_and_wait(producing.source, b"\xff\x00not ours", key=b"k", partition=0)
    await stranger.stop()
    await producing.count("counter-b", 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1, "counter-b": 2}, buried=1)
    kept = await consuming.pool.fetchrow("SELECT type, data FROM dead_letter")
    assert (kept["type"], kept["data"]) == ("Unreadable", "��not ours")


async def test_a_rebuild_gives_the_same_content(producing: Producing, consuming: Database) -> None:
    await asyncio.gather(*[producing.count(f"counter-{n}", n, 1) for n in range(8)])
    await producing.publish()
    await consume_until(consuming, producing, {f"counter-{n}": n + 1 for n in range(8)})
    async with consuming.engine.connect() as connection:
        before = await content_hash(connection, METADATA)
    assert await rebuild_foreign(consuming, producing.bootstrap, totals(producing.catalogue)) == 16
    async with consuming.engine.connect() as connection:
        assert await content_hash(connection, METADATA) == before
    await producing.count("counter-0", 7)
    await producing.publish()
    await consume_until(
        consuming, producing, {"counter-0": 8, **{f"counter-{n}": n + 1 for n in range(1, 8)}}
    )


def test_a_stream_always_has_the_same_partition() -> None:
    """Another answer would spread the later events of a stream over two partitions."""
    assert [partition_of(f"counter-{n}".encode()) for n in range(6)] == [0, 0, 0, 2, 0, 1]
    assert {partition_of(f"counter-{n}".encode()) for n in range(50)} == {0, 1, 2}
