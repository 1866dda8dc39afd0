"""A relay compares its log with the topic before it publishes: a restored store lacks lines."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiokafka import TopicPartition
from mithaq.messaging import partition_of
from mithaq.messaging.comparing import LogUnfit, compare
from mithaq.messaging.last_lines import last_lines, lines_after
from mithaq.store import Database, Log, findings
from mithaq.store.taking_back import copies_of, take_back
from mithaq.testing.broker import PARTITIONS
from mithaq.testing.flow import Producing, rows, run_until
from mithaq.testing.running import consumer, publishers, running, topic_lines

from shared.tests.store.test_restore import restored
from shared.tests.store.test_sequencer import sequencer


@pytest.fixture
async def older(
    producing: Producing, postgres_server: str, tmp_path: Path
) -> AsyncIterator[Producing]:
    """The store as it was after line 2, while its topic has five lines."""
    await producing.count("counter-a", 1, 2)
    await producing.publish()
    async with restored(producing.database, postgres_server, tmp_path) as again:
        await producing.count("counter-a", 3)
        await producing.count("counter-b", 4, 5)
        await producing.publish()
        yield Producing(again, producing.kafka, producing.source)


async def told(database: Database) -> list[str]:
    return [each.code for each in await findings.kept(database.pool)]


async def test_a_store_that_lacks_lines_of_its_topic_publishes_nothing_and_says_so(
    older: Producing,
) -> None:
    await older.count("counter-c", 6)  # accepted, and not in the log: it must not take line 3

    async def found() -> bool:
        return await told(older.database) == ["topic-ahead"]

    async with running(*publishers(older)):
        await run_until(found)
    (finding,) = await findings.kept(older.database.pool)
    assert "has line 5, and this log ends at 2" in finding.what
    assert (await Log(older.database.pool).head()).seq == 2


async def test_it_takes_its_lines_back_from_the_topic_and_goes_on(
    older: Producing, producing: Producing, consuming: Database
) -> None:
    await older.count("counter-c", 6)
    copies = copies_of(
        await lines_after(older.kafka, older.source, 2, older.kafka.seals.own(older.source))
    )
    assert sorted(copies) == [3, 4, 5]
    assert (await take_back(older.database, copies)).head.seq == 5
    everything = {"counter-a": 6, "counter-b": 9, "counter-c": 6}

    async def arrived() -> bool:
        return await rows(consuming) == everything and await told(older.database) == []

    async with running(*publishers(older), consumer(consuming, older)):
        await run_until(arrived)
    assert (await Log(older.database.pool).after(0, 5)) == (
        await Log(producing.database.pool).after(0, 5)
    )


async def test_a_store_that_went_on_by_itself_tells_that_there_are_two_pasts(
    older: Producing,
) -> None:
    async with sequencer(older.database) as drain:  # as if Kafka had not answered for a minute
        await older.count("counter-a", 7, 8, 9, 10)
        await drain()
    connection = await older.database.connect()
    try:
        with pytest.raises(LogUnfit, match="another one"):
            await compare(connection, older.kafka, older.source)
    finally:
        await connection.close()
    assert await told(older.database) == ["topic-differs"]


async def test_a_topic_that_was_deleted_is_published_again(producing: Producing) -> None:
    await producing.count("counter-a", 1, 2)
    await producing.publish()
    async with producing.kafka.admin() as admin:
        await admin.delete_topics([producing.source])

    async def gone() -> bool:
        async with producing.kafka.admin() as admin:
            return producing.source not in await admin.list_topics()

    await run_until(gone)
    await producing.count("counter-a", 3)

    async def published() -> bool:
        found = await topic_lines(producing.kafka, producing.source)
        return sorted(seq for each in found.values() for seq in each) == [1, 2, 3]

    async with running(*publishers(producing)):
        await run_until(published)


async def test_sealed_records_that_a_stranger_writes_again_have_nothing_published_again(
    producing: Producing,
) -> None:
    for by in (1, 2):
        await producing.count("counter-a", by)
        await producing.publish()
    trust = producing.kafka.seals.own(producing.source)
    await _written_again(producing, 1)
    last = await last_lines(producing.kafka, producing.source, trust)
    assert [each.line.seq for each in last.values()] == [2]
    connection = await producing.database.connect()
    try:
        await compare(connection, producing.kafka, producing.source)
        assert await connection.fetchval("SELECT seq FROM relay_cursor") == 2
    finally:
        await connection.close()


async def _written_again(producing: Producing, count: int) -> None:
    """Copy the first records of the stream's partition to its end, byte for byte."""
    where = TopicPartition(producing.source, partition_of(b"counter-a", PARTITIONS))
    async with (
        producing.kafka.consumer(auto_offset_reset="earliest") as reading,
        producing.kafka.producer() as stranger,
    ):
        reading.assign([where])
        for _ in range(count):
            record = await reading.getone()
            await stranger.send_and_wait(
                where.topic, record.value, record.key, where.partition, headers=list(record.headers)
            )
