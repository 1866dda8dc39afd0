"""Malformed records are stored as dead letters and skipped; nothing stops."""

from typing import Any

from aiokafka import TopicPartition
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mithaq.errors import MalformedEvent
from mithaq.events import LogRecord
from mithaq.messaging import decode, encode, partition_of
from mithaq.messaging.feed import PolledPartition, feed
from mithaq.messaging.offsets import PartitionOffset
from mithaq.operations.dead_letters import DeadLetterKey, drop, list_dead_letters
from mithaq.store import Database
from mithaq.testing.broker import PARTITIONS
from mithaq.testing.flow import Producing, consume_until, rows, totals

from shared.tests.failures.foreign_records import Headers, Stranger, malformed, null_header, sound
from shared.tests.store.campaign import EXAMPLES

SOURCE = "ma.mithaq.counters"
HEADER = st.sampled_from([name for name, _ in sound(SOURCE).headers]) | st.text(max_size=8)
SHAPED = st.sampled_from(
    [SOURCE, f"{SOURCE}.Counted.v1", "1", "-1", "2024-05-17T00:00:00Z", "0" * 64]
)
VALUE = st.none() | st.binary(max_size=40) | SHAPED.map(str.encode)
CHANGES = st.lists(st.tuples(HEADER, VALUE), max_size=6)
PAYLOAD = st.none() | st.binary(max_size=60) | st.text(max_size=40).map(str.encode)
MILLISECONDS = st.integers(-(2**63), 2**63 - 1)
SEARCH = settings(
    max_examples=EXAMPLES * 10, deadline=None, suppress_health_check=list(HealthCheck)
)


async def test_malformed_records_become_dead_letters_and_nothing_stops(
    producing: Producing, consuming: Database
) -> None:
    """Given foreign records among events, when consumed, then only the events have rows."""
    await producing.count("counter-a", 1)
    await producing.publish()
    kinds = malformed(producing.source)
    stranger = producing.kafka.producer(max_request_size=2**21)
    await stranger.start()
    there = partition_of(b"counter-a", PARTITIONS)
    for record in (*kinds.values(), sound(producing.source, seq=1)):
        await stranger.send_and_wait(
            producing.source, record.value, record.key, there, headers=list(record.headers)
        )
    await stranger.stop()
    await producing.count("counter-a", 2)
    await producing.count("counter-b", 2)
    await producing.publish()
    wanted = {"counter-a": 3, "counter-b": 2}
    # The sound one is a line that counted before; without a seal it is set aside as well.
    await consume_until(consuming, producing, wanted, dead_letters=len(kinds) + 1)
    assert await consuming.pool.fetchval("SELECT count(*) FROM parked_stream") == 0
    assert await consuming.pool.fetchval("SELECT max(length(reason)) FROM dead_letter") <= 2_000


@given(changes=CHANGES, payload=PAYLOAD)
@SEARCH
def test_property_a_record_is_a_line_or_malformed(
    changes: list[tuple[str, bytes | None]], payload: bytes | None
) -> None:
    try:
        told = decode(_changed(changes), payload)
    except MalformedEvent:
        return
    source, line, previous, before, after, restores, _ = told
    _, value, headers = encode(source, line, previous, before, after=after, restores=restores)
    assert decode(headers, value) == told._replace(seal=None)
    assert line.seq > 0
    assert "\0" not in line.data + line.meta


async def test_property_any_record_is_stored_and_changes_no_row(
    consuming: Database, producing: Producing
) -> None:
    """Given a record that is not a line, when fed, then it is one dead letter and no row."""
    offset = 0

    @given(changes=CHANGES, payload=PAYLOAD, key=PAYLOAD, timestamp=MILLISECONDS)
    @SEARCH
    def search(
        changes: list[tuple[str, bytes | None]],
        payload: bytes | None,
        key: bytes | None,
        timestamp: int,
    ) -> None:
        found.append((Stranger(_changed(changes), payload, key), timestamp))

    found: list[tuple[Stranger, int]] = []
    search()
    found.append((null_header(producing.source), 0))
    for stranger, timestamp in found:
        if not _is_line(stranger):
            await _fed(consuming, producing, stranger.at(producing.source, offset, timestamp))
            offset += 1
            deleted = await consuming.pool.execute("DELETE FROM dead_letter")
            assert deleted == "DELETE 1"
    assert offset > EXAMPLES
    assert await rows(consuming) == {}


async def test_a_flood_of_malformed_records_fills_no_table(
    consuming: Database, producing: Producing
) -> None:
    stranger = malformed(producing.source)["no headers"]
    for offset in range(130):
        await _fed(consuming, producing, stranger.at(producing.source, offset))
    letters = await list_dead_letters(consuming.engine)
    assert len(letters) == 100
    await _fed(consuming, producing, stranger.at(producing.source, 0))
    assert await list_dead_letters(consuming.engine) == letters


async def test_a_dropped_record_does_not_come_back_when_the_topic_is_read_again(
    consuming: Database, producing: Producing
) -> None:
    record = malformed(producing.source)["no headers"].at(producing.source, 0)
    await _fed(consuming, producing, record)
    (letter,) = await list_dead_letters(consuming.engine)
    await drop(consuming.engine, DeadLetterKey(letter.seq), by="amina", because="a stranger's")
    await _fed(consuming, producing, record)
    assert await list_dead_letters(consuming.engine) == []


def _changed(changes: list[tuple[str, bytes | None]]) -> Headers:
    return (*sound(SOURCE).headers, *changes)  # of one name twice the last one counts


def _is_line(stranger: Stranger) -> bool:
    return isinstance(_line(stranger), LogRecord)


def _line(stranger: Stranger) -> LogRecord | None:
    try:
        return decode(stranger.headers, stranger.value).line
    except MalformedEvent:
        return None


async def _fed(consuming: Database, producing: Producing, record: Any) -> None:
    subscription = totals(producing.catalogue).subscription()
    partition = TopicPartition(record.topic, record.partition)
    async with consuming.engine.begin() as connection:
        found = PolledPartition(PartitionOffset(record.offset, 0), [record], from_start=False)
        await feed(connection, subscription, {partition: found})
