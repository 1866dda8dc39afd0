"""A line written to a topic by somebody else, however well it follows, changes no row."""

import json
from collections.abc import Sequence
from functools import partial

from mithaq.messaging import Consumer, encode, partition_of, rebuild_foreign
from mithaq.messaging.last_lines import lines_after
from mithaq.observability import flow
from mithaq.store import Database, Log
from mithaq.store.chain import link
from mithaq.testing.broker import PARTITIONS
from mithaq.testing.flow import Producing, consume_until, rows, run_until, totals

STREAM = "counter-a"


async def forge(
    producing: Producing, by: int, *, times: int = 1, restores: Sequence[int] = ()
) -> None:
    """Write lines that follow the last one: next in log, stream and chain, perfectly encoded."""
    head = await Log(producing.database.pool).head()
    (last,) = await Log(producing.database.pool).after(head.seq - 1, 1)
    where = partition_of(STREAM.encode(), PARTITIONS)
    async with producing.kafka.producer() as producer:
        for number in range(1, times + 1):
            bare = last._replace(
                seq=last.seq + number, version=last.version + number, data=f'{{"by":{by}}}'
            )
            line = bare._replace(hash=link(last.hash, bare))
            key, value, headers = encode(
                producing.source, line, last.seq, last.hash, restores=restores
            )
            await producer.send_and_wait(
                producing.source, value, key, partition=where, headers=headers
            )


async def test_a_forged_line_changes_no_row_and_the_true_one_is_applied(
    producing: Producing, consuming: Database
) -> None:
    """Given a consumer that has read the forged line 3, when the true line 3 comes, it counts."""
    await producing.count(STREAM, 1, 2)
    await producing.publish()
    await consume_until(consuming, producing, {STREAM: 3})
    await forge(producing, 1_000)
    await consume_until(consuming, producing, {STREAM: 3}, dead_letters=1)
    await producing.count(STREAM, 4)
    await producing.publish()
    await consume_until(consuming, producing, {STREAM: 7}, dead_letters=1)
    letter = await consuming.pool.fetchrow("SELECT type, seq, reason FROM dead_letter")
    assert letter["type"] == "Forged"
    assert letter["seq"] < 0
    assert await rebuild_foreign(consuming, producing.kafka, totals(producing.catalogue)) == 4
    assert await rows(consuming) == {STREAM: 7}


async def test_a_forged_restore_stops_no_consumer_and_no_relay(
    producing: Producing, consuming: Database
) -> None:
    """Given a forged line that says the store was restored, and is ahead of it, then all go on."""
    await producing.count(STREAM, 1, 2)
    await producing.publish()
    await consume_until(consuming, producing, {STREAM: 3})
    await forge(producing, 1_000, times=3, restores=(1,))
    await producing.count(STREAM, 4)
    await producing.publish()
    await consume_until(consuming, producing, {STREAM: 7}, dead_letters=3)
    assert await consuming.pool.fetchval("SELECT count(*) FROM restores_heard") == 0
    trust = producing.kafka.seals.own(producing.source)
    told = await lines_after(producing.kafka, producing.source, 0, trust)
    assert [json.loads(line.data)["by"] for line in told] == [1, 2, 4]


async def test_a_flood_of_forged_lines_fills_no_table(
    producing: Producing, consuming: Database
) -> None:
    await producing.count(STREAM, 1)
    await producing.publish()
    await forge(producing, 1_000, times=300)
    await producing.count(STREAM, 2)
    await producing.publish()
    await consume_until(consuming, producing, {STREAM: 3}, dead_letters=100)
    assert flow.FORGED.labels("totals", producing.source)._value.get() == 300


async def test_lines_are_sealed_in_runs_that_a_reader_may_meet_in_the_middle(
    producing: Producing, consuming: Database
) -> None:
    """More lines of one partition than a run, than a poll hands over, and a restart within one."""
    for _ in range(25):
        await producing.count(STREAM, *([1] * 100))
    await producing.publish()
    subscription = totals(producing.catalogue).subscription()
    following = Consumer(consuming, producing.kafka, subscription, producing.source)

    async def some(at_least: int) -> bool:
        return (await rows(consuming)).get(STREAM, 0) >= at_least

    await run_until(partial(some, 1), following.run(), look_s=0)
    await consume_until(consuming, producing, {STREAM: 2_500})
