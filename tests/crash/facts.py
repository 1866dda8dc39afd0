"""Collects the facts to check without using the kernel: by SQL and from Kafka's records.

Only snapshots are read as the kernel reads them: their bytes mean nothing to others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition
from mithaq.messaging import Kafka

from tests.crash.record import Command
from tests.crash.snapshots import taken
from tests.crash.world import FOREIGN, OWN, SOURCE, World

PARTITIONS: Final = 3
_EVENTS: Final = """
    SELECT l.seq, l.hash, e.position, e.event_id::text, e.command_id::text, e.command_index,
           e.stream_id, e.version, e.type, e.schema, e.data, e.meta, e.recorded_at
    FROM event e LEFT JOIN event_log l ON l.position = e.position ORDER BY l.seq, e.position
"""
_REMEMBERED: Final = "SELECT command_id::text, stream_id, version FROM command"
_LINES: Final = "SELECT seq FROM event_log ORDER BY seq"
_DEAD_LETTERS: Final = """
    SELECT (SELECT count(*) FROM dead_letter) + (SELECT count(*) FROM parked_stream)
"""
_ANSWERS: Final = """
    SELECT stream_id, version, event_id::text, command_id::text, data::json ->> 'note' FROM event
"""
_UNFINISHED: Final = """
    SELECT (SELECT count(*) FROM deadlines.deadline)
         + (SELECT count(*) FROM deadline_run WHERE state <> 'done')
"""
# The number of transactions with several commands.
_GROUPS: Final = """
    SELECT count(*) FROM (SELECT FROM event GROUP BY xid HAVING count(DISTINCT command_id) > 1)
"""


@dataclass(slots=True)
class Event:
    """A row of the event table with its log line; without one, `seq` and `hash` are None."""

    seq: int | None
    hash: bytes | None
    position: int
    event_id: str
    command_id: str
    command_index: int
    stream_id: str
    version: int
    type: str
    schema: int
    data: str
    meta: str
    recorded_at: datetime


@dataclass(slots=True)
class Message:
    """A record on the topic."""

    partition: int
    offset: int
    key: bytes
    value: bytes
    headers: dict[str, bytes]

    @property
    def seq(self) -> int:
        return int(self.headers["ce_sequence"])


@dataclass(frozen=True, slots=True)
class Answer:
    """An event of the consuming service: of a reaction, or of a deadline."""

    stream_id: str
    version: int
    event_id: str
    command_id: str
    note: str


Rows = Mapping[str, tuple[int, int, str]]  # stream -> total, events, trail


@dataclass(slots=True)
class Facts:
    """Everything the checks compare."""

    commands: Mapping[str, Command]
    events: Sequence[Event]  # in the order of the log; those without a line come last
    lines: Sequence[int]  # every `seq` of the log
    topic: Sequence[Message]  # by partition and offset
    of_record: Sequence[Message]  # the commands of record, likewise
    rows: Mapping[str, Rows]  # of each read model
    hashes: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # live, after a rebuild
    dead_letters: int = 0
    groups: int = 0
    remembered: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # changed nothing
    answers: Sequence[Answer] = ()
    unfinished: int = 0  # deadlines that are pending, failing or refused
    snapshots: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # version and total


async def gather(world: World, commands: Mapping[str, Command]) -> Facts:
    """The current contents of both databases and the topic."""
    producing = await asyncpg.connect(_plain(world.producing))
    consuming = await asyncpg.connect(_plain(world.consuming))
    try:
        return Facts(
            commands=commands,
            events=[Event(*row) for row in await producing.fetch(_EVENTS)],
            lines=[row["seq"] for row in await producing.fetch(_LINES)],
            topic=await _messages(world.kafka, SOURCE),
            of_record=await _messages(world.kafka, f"{SOURCE}.commands"),
            rows={OWN: await _rows(producing, OWN), FOREIGN: await _rows(consuming, FOREIGN)},
            remembered={
                name: (stream, version)
                for name, stream, version in await producing.fetch(_REMEMBERED)
            },
            answers=[Answer(*row) for row in await consuming.fetch(_ANSWERS)],
            unfinished=await consuming.fetchval(_UNFINISHED),
            snapshots=await taken(producing),
            groups=await producing.fetchval(_GROUPS),
            dead_letters=await producing.fetchval(_DEAD_LETTERS)
            + await consuming.fetchval(_DEAD_LETTERS),
        )
    finally:
        await producing.close()
        await consuming.close()


async def _rows(connection: Any, schema: str) -> Rows:
    rows = await connection.fetch(f'SELECT stream_id, total, events, trail FROM "{schema}".tally')
    return {row["stream_id"]: (row["total"], row["events"], row["trail"]) for row in rows}


async def _messages(kafka: Kafka, topic: str) -> list[Message]:
    reading = kafka.consumer(auto_offset_reset="earliest")
    await reading.start()
    try:
        return [
            message
            for number in range(PARTITIONS)
            for message in await _partition(reading, TopicPartition(topic, number))
        ]
    finally:
        await reading.stop()


async def _partition(kafka: AIOKafkaConsumer, partition: TopicPartition) -> list[Message]:
    kafka.assign([partition])
    await kafka.seek_to_beginning(partition)
    end = (await kafka.end_offsets([partition]))[partition]
    found: list[Message] = []
    while await kafka.position(partition) < end:
        polled = await kafka.getmany(partition, timeout_ms=1_000)
        found += [
            Message(each.partition, each.offset, each.key, each.value, dict(each.headers))
            for each in polled.get(partition, ())
        ]
    return found


def _plain(url: str) -> str:
    return url.replace("+asyncpg", "")
