"""A topic is given more partitions while lines flow: each stream's events stay in order, once."""

import asyncio
from collections.abc import Sequence

import pytest
from mithaq.events import Recorded
from mithaq.messaging import (
    Consumer,
    Kafka,
    partition_of,
    partitions_of,
    rebuild,
    rebuild_foreign,
)
from mithaq.messaging.topics import grow_topic
from mithaq.projections import ModelTables, ReadModel, prepare
from mithaq.runtime import Worker
from mithaq.store import Database
from mithaq.testing.counter import Counted
from mithaq.testing.flow import Producing
from mithaq.testing.running import publishers, running, topic_lines
from sqlalchemy import Column, Table, Text, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

STREAMS = [f"counter-{number}" for number in range(12)]
TABLES = ModelTables("heard")
HEARD = Table(
    "heard",
    TABLES,
    Column("stream_id", Text, primary_key=True),
    Column("numbers", Text, nullable=False),
)


async def note(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
    """Each stream's numbers, in the order they came: what is lost, doubled or moved shows."""
    for each in events:
        row = insert(HEARD).values(stream_id=each.stream_id, numbers=f"{each.event.by} ")
        more = {"numbers": HEARD.c.numbers + row.excluded.numbers}
        await connection.execute(row.on_conflict_do_update(index_elements=["stream_id"], set_=more))


def model(producing: Producing) -> ReadModel:
    return ReadModel(metadata=TABLES, catalogue=producing.catalogue, project=note)


async def heard(database: Database) -> dict[str, list[int]]:
    async with database.engine.connect() as connection:
        rows = (await connection.execute(select(HEARD))).all()
    return {row.stream_id: [int(each) for each in row.numbers.split()] for row in rows}


def member(database: Database, producing: Producing, kafka: Kafka, name: str) -> Worker:
    subscription = model(producing).subscription()
    group = f"{producing.source}.heard"
    consumer = Consumer(database, kafka, subscription, group, instance=name, session_timeout_s=2)
    return Worker(name, consumer.run)


async def counted(producing: Producing, first: int, count: int) -> None:
    for number in range(first, first + count):
        for stream in STREAMS:
            await producing.count(stream, number)


async def until_heard(database: Database, wanted: list[int]) -> None:
    async with asyncio.timeout(60):
        while await heard(database) != dict.fromkeys(STREAMS, wanted):  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def test_streams_stay_in_order_while_their_topic_grows_under_load(
    producing: Producing, consuming: Database
) -> None:
    """Given two consumers, when partitions go from 3 to 7 and to 12, then nothing is reordered."""
    await prepare(consuming.engine, [model(producing)])
    members = [member(consuming, producing, producing.kafka, name) for name in ("one", "two")]
    async with running(*publishers(producing), *members):
        await counted(producing, 1, 10)
        await until_heard(consuming, list(range(1, 11)))
        writing = asyncio.create_task(counted(producing, 11, 60))
        for partitions in (7, 12):
            await asyncio.sleep(1.5)
            await grow_topic(producing.kafka, producing.source, partitions)
        await writing
        await counted(producing, 71, 10)
        async with asyncio.timeout(30):  # the relay has taken note, and sends to all of them
            while len(await used(producing)) < 8:
                await counted_more(producing)
        await until_level(producing, consuming)
    found = await heard(consuming)
    assert all(found[stream] == list(range(1, len(found[stream]) + 1)) for stream in STREAMS)


async def counted_more(producing: Producing) -> None:
    async with producing.database.engine.connect() as connection:
        told = await connection.exec_driver_sql(
            "SELECT max(version) FROM event WHERE stream_id = 'counter-0'"
        )
        await counted(producing, int(told.scalar_one()) + 1, 5)


async def used(producing: Producing) -> set[int]:
    lines = await topic_lines(producing.kafka, producing.source)
    return {partition for partition, seqs in lines.items() if seqs}


async def until_level(producing: Producing, consuming: Database) -> None:
    async with asyncio.timeout(60):
        while True:
            events = await producing.database.pool.fetchval("SELECT count(*) FROM event")
            if sum(map(len, (await heard(consuming)).values())) == events:
                return
            await asyncio.sleep(0.1)


async def test_a_grown_topic_sent_again_comes_to_the_same_places(
    producing: Producing, consuming: Database
) -> None:
    """Lines sent before the growth stay in the partitions they had, so nothing counts twice."""
    await prepare(consuming.engine, [model(producing)])
    follower = member(consuming, producing, producing.kafka, "one")
    async with running(*publishers(producing), follower):
        await counted(producing, 1, 5)
        await until_heard(consuming, [*range(1, 6)])
    await grow_topic(producing.kafka, producing.source, 12)
    async with running(*publishers(producing)):
        await counted(producing, 6, 5)
        await until_sent(producing)
    before = await topic_lines(producing.kafka, producing.source)
    assert before == await expected(producing)
    await producing.database.pool.execute("UPDATE relay_cursor SET seq = 0")
    follower = member(consuming, producing, producing.kafka, "one")
    async with running(*publishers(producing), follower):
        await until_heard(consuming, [*range(1, 11)])
        await until_sent(producing)
    again = await topic_lines(producing.kafka, producing.source)
    assert again == {number: lines * 2 for number, lines in before.items()}
    assert await rebuild_foreign(consuming, producing.kafka, model(producing)) == 240
    await until_heard(consuming, [*range(1, 11)])


async def test_a_rebuild_during_which_the_topic_grew_begins_again(
    producing: Producing, consuming: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It read the partitions there were: what live rows have of the others must not go back."""
    await prepare(consuming.engine, [model(producing)])
    await counted(producing, 1, 2)
    await producing.publish()
    await grow_topic(producing.kafka, producing.source, 12)
    counts = [{producing.source: 3}]

    async def before_and_after(kafka: Kafka, topics: Sequence[str]) -> dict[str, int]:
        return counts.pop() if counts else await partitions_of(kafka, topics)

    follower = member(consuming, producing, producing.kafka, "one")
    async with running(*publishers(producing), follower):
        await counted(producing, 3, 3)
        await until_heard(consuming, [*range(1, 6)])
    monkeypatch.setattr(rebuild, "partitions_of", before_and_after)
    await rebuild_foreign(consuming, producing.kafka, model(producing))
    assert await heard(consuming) == {stream: [*range(1, 6)] for stream in STREAMS}


async def expected(producing: Producing) -> dict[int, list[int]]:
    """The lines of the log when the topic grew over three partitions, the others over twelve."""
    until = await producing.database.pool.fetchval("SELECT until[1] FROM relay_cursor")
    assert until >= 60
    found: dict[int, list[int]] = {number: [] for number in range(12)}
    rows = await producing.database.pool.fetch(
        "SELECT seq, stream_id FROM event_log JOIN event USING (position) ORDER BY seq"
    )
    for seq, stream in rows:
        found[partition_of(stream.encode(), 3 if seq <= until else 12)].append(seq)
    return found


async def until_sent(producing: Producing) -> None:
    async with asyncio.timeout(30):
        query = "SELECT (SELECT count(*) FROM event) = (SELECT seq FROM relay_cursor)"
        while not await producing.database.pool.fetchval(query):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_a_topic_made_anew_by_other_hands_gets_the_partitions_its_lines_went_to(
    producing: Producing,
) -> None:
    await counted(producing, 1, 2)
    await producing.publish()
    async with producing.kafka.admin() as admin:
        await admin.delete_topics([producing.source])
        while producing.source in await admin.list_topics():  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    await producing.database.pool.execute("UPDATE relay_cursor SET seq = 0")
    await producing.publish()
    assert await partitions_of(producing.kafka, [producing.source]) == {producing.source: 3}
    assert sum(map(len, (await topic_lines(producing.kafka, producing.source)).values())) == 24
