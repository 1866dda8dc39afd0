"""Progress of sequencer, relay, read model and consumer, and waiting until all have caught up."""

import asyncio
from time import monotonic
from typing import Final

import asyncpg
from aiokafka import TopicPartition
from aiokafka.errors import KafkaError
from mithaq.messaging import Kafka
from mithaq.store.database import asyncpg_url

from tests.crash.answers import ECHO
from tests.crash.facts import PARTITIONS
from tests.crash.world import FOREIGN, OWN, SOURCE, World

STILL_S: Final = 180.0  # in which nothing moved
TIMEOUT_S: Final = 1_800.0
_PRODUCING: Final = """
    SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM event_log),
           (SELECT min(seq) FROM relay_cursor HAVING count(*) = 2),
           (SELECT seq FROM read_model WHERE name = $1)
"""
_CONSUMING: Final = "SELECT partition, next_offset FROM consumer_offset WHERE consumer = $1"
_ANSWERING: Final = """
    SELECT (SELECT count(*) FROM event) - (SELECT count(*) FROM event_log),
           (SELECT count(*) FROM event) - (SELECT seq FROM read_model WHERE name = 'deadlines'),
           (SELECT count(*) FROM deadlines.deadline),
           (SELECT count(*) FROM deadline_run WHERE state = 'open')
"""


class NotCaughtUp(RuntimeError):
    """A part has stopped for good, or is too slow."""


async def wait_until_caught_up(world: World) -> None:
    """Return when every event is in the log, on the topic and in both read models.

    A busy machine may take long, as long as something moves. Raises NotCaughtUp.
    """
    begun = moved_at = monotonic()
    lag = before = "no server responded"
    while monotonic() - moved_at < STILL_S and monotonic() - begun < TIMEOUT_S:
        try:
            lag = await _lag(world)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, KafkaError) as failure:
            lag = repr(failure)
        if not lag:
            return
        if lag != before:
            before, moved_at = lag, monotonic()
        await asyncio.sleep(0.2)
    raise NotCaughtUp(f"not caught up after {monotonic() - begun:.0f} s: {lag}")


async def _lag(world: World) -> str:
    """A description of what is behind; empty if nothing is."""
    events, *reached = (await _fetch(world.producing, _PRODUCING, OWN))[0]
    if any(seq != events for seq in reached):
        return f"{events} events; log, relay, own read model at {reached}"
    ends = await _ends(world.kafka)
    for consumer in (FOREIGN, ECHO):
        offsets = dict(await _fetch(world.consuming, _CONSUMING, consumer))
        if offsets != ends:
            return f"topic ends at {ends}, {consumer} at {offsets}"
    left = tuple((await _fetch(world.consuming, _ANSWERING))[0])
    return f"{left} echoes to log, to derive, deadlines to run, to settle" if any(left) else ""


async def _fetch(url: str, query: str, *arguments: object) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(asyncpg_url(url))
    try:
        return list(await connection.fetch(query, *arguments))
    finally:
        await connection.close()


async def _ends(kafka: Kafka) -> dict[int, int]:
    asking = kafka.consumer()
    await asking.start()
    try:
        partitions = [TopicPartition(SOURCE, number) for number in range(PARTITIONS)]
        ends = await asking.end_offsets(partitions)
        return {partition.partition: end for partition, end in ends.items()}
    finally:
        await asking.stop()
