"""Topics derived from a log: whole, in step with it, repeated by kills and never wrong."""

import asyncio
import json
from functools import partial
from uuid import uuid4

from mithaq.failpoints import FailPoint, arm
from mithaq.messaging import COMMANDS, DerivedTopic, Entry, read_today
from mithaq.messaging.derived import Deriver
from mithaq.runtime import Worker
from mithaq.store import Sequencer, Signal
from mithaq.testing.counter import counting, request
from mithaq.testing.flow import Producing, run_until
from mithaq.testing.running import running


async def totals_of(pool: object, lines: object) -> list[Entry]:
    """Each stream's number of events, as of the last of these lines."""
    last = lines[-1].seq  # type: ignore[index]
    rows = await pool.fetch(  # type: ignore[attr-defined]
        """SELECT stream_id, count(*) AS events FROM event JOIN event_log USING (position)
           WHERE seq <= $1 GROUP BY stream_id""",
        last,
    )
    return [Entry(row["stream_id"], json.dumps(row["events"]), last) for row in rows]


TOTALS = DerivedTopic(name="totals", compacted=True, derive=totals_of, schema={"type": "integer"})


async def written(producing: Producing, derived: DerivedTopic) -> None:
    advanced = Signal()
    deriver = Deriver(producing.database, producing.kafka, producing.source, derived, advanced)
    sequencer = Sequencer(producing.database, Signal(), advanced)
    await run_until(partial(is_level, producing, derived), sequencer.run(), deriver.run())


async def is_level(producing: Producing, derived: DerivedTopic) -> bool:
    query = """
        SELECT (SELECT count(*) FROM event) = coalesce(max(seq), 0)
        FROM relay_cursor WHERE topic = $1
    """
    return bool(await producing.database.pool.fetchval(query, derived.topic(producing.source)))


async def test_a_newcomer_reads_what_holds_today(producing: Producing) -> None:
    await producing.count("counter-a", 1, 2)
    await written(producing, TOTALS)
    await producing.count("counter-b", 1)
    await producing.count("counter-a", 3)
    await written(producing, TOTALS)
    found = await read_today(producing.kafka, producing.source, TOTALS)
    assert {key: (json.loads(each.value), each.seq) for key, each in found.items()} == {
        "counter-a": (3, 4),
        "counter-b": (1, 4),
    }


async def test_the_topic_is_compacted_and_its_records_are_sealed(producing: Producing) -> None:
    await producing.count("counter-a", 1)
    await written(producing, TOTALS)
    topic = TOTALS.topic(producing.source)
    async with producing.kafka.producer() as producer:  # by whoever has the account
        forged = [("ce_sequence", b"99"), ("content-type", b"application/json")]
        await producer.send_and_wait(topic, b"1000", b"counter-a", 0, headers=forged)
        await producer.send_and_wait(topic, b"1000", b"counter-b", 0)
    found = await read_today(producing.kafka, producing.source, TOTALS)
    assert found == {"counter-a": Entry("counter-a", "1", 1)}


async def test_a_topic_that_was_deleted_is_written_again(producing: Producing) -> None:
    await producing.count("counter-a", 1)
    await written(producing, COMMANDS)
    topic = COMMANDS.topic(producing.source)
    async with producing.kafka.admin() as admin:
        await admin.delete_topics([topic])
        async with asyncio.timeout(20):
            while topic in await admin.list_topics():  # noqa: ASYNC110 (the broker's)
                await asyncio.sleep(0.05)
    await producing.count("counter-b", 1)
    await written(producing, COMMANDS)
    found = await read_today(producing.kafka, producing.source, COMMANDS)
    assert sorted(each.seq for each in found.values()) == [1, 2]


async def test_killed_between_the_write_and_the_cursor_it_writes_the_same_again(
    producing: Producing,
) -> None:
    """Given a crash after each write, ten times, then today's state is right all the same."""
    crashes = iter(range(10))

    def crash() -> None:
        if next(crashes, None) is not None:
            raise ConnectionError("killed")

    await producing.count("counter-a", *range(1, 8))
    arm(FailPoint.DERIVED, crash)
    try:
        advanced = Signal()
        deriver = Deriver(producing.database, producing.kafka, producing.source, TOTALS, advanced)
        sequencer = Sequencer(producing.database, Signal(), advanced)
        async with running(Worker("deriver", deriver.run), Worker("sequencer", sequencer.run)):
            await run_until(partial(is_level, producing, TOTALS))
    finally:
        arm(FailPoint.DERIVED, lambda: None)
    found = await read_today(producing.kafka, producing.source, TOTALS)
    assert found == {"counter-a": Entry("counter-a", "7", 7)}


async def test_every_command_of_record_is_there_once_with_its_lines(producing: Producing) -> None:
    """Given commands of one and of several events, then each names its lines, and no person."""
    for number in (1, 2, 3):
        await producing.count("counter-a", number)
    mine = request(command_id=uuid4())
    await producing.counters.run("counter-b", lambda _: counting(1)(0) + counting(2)(0), mine)
    await written(producing, COMMANDS)
    found = await read_today(producing.kafka, producing.source, COMMANDS)
    assert len(found) == 4
    told = json.loads(found[str(mine.command_id)].value)
    assert [(each["seq"], each["stream"], each["version"]) for each in told["events"]] == [
        (4, "counter-b", 1),
        (5, "counter-b", 2),
    ]
    assert set(told) == {
        "capacity",
        "causation_id",
        "command_id",
        "effective_date",
        "events",
        "fingerprint",
        "organisation",
        "recorded_at",
    }
    assert told["fingerprint"] == mine.fingerprint.hex()
    assert mine.caller.subject not in found[str(mine.command_id)].value
