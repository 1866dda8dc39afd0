"""Where each reader stands, and waiting until all of them stand at the end."""

import asyncio
from time import monotonic
from typing import Final

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from mithaq.store.database import plain

from tests.crash.facts import PARTITIONS
from tests.crash.world import OWN, SOURCE, World

PATIENCE_S: Final = 180.0
_PRODUCING: Final = """
    SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM event_log),
           (SELECT max(seq) FROM relay_cursor), (SELECT seq FROM read_model WHERE name = $1)
"""
_CONSUMING: Final = "SELECT partition, next_offset FROM consumer_offset WHERE consumer = 'foreign'"


class NeverLevel(RuntimeError):
    """Somebody stopped for good, or is too slow."""


async def settled(world: World) -> None:
    """Return when every event is in the log, on the topic and in both read models."""
    deadline, stand = monotonic() + PATIENCE_S, "nobody answered"
    while monotonic() < deadline:
        try:
            stand = await _stand(world)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, KafkaError) as failure:
            stand = repr(failure)
        if not stand:
            return
        await asyncio.sleep(0.2)
    raise NeverLevel(f"not level after {PATIENCE_S:.0f} s: {stand}")


async def _stand(world: World) -> str:
    """Who lacks what; empty when nobody lacks anything."""
    events, *reached = (await _fetch(world.producing, _PRODUCING, OWN))[0]
    if any(place != events for place in reached):
        return f"{events} events; log, relay, own read model at {reached}"
    places = dict(await _fetch(world.consuming, _CONSUMING))
    ends = await _ends(world.bootstrap)
    return "" if places == ends else f"topic ends at {ends}, foreign read model at {places}"


async def _fetch(url: str, query: str, *arguments: object) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(plain(url))
    try:
        return list(await connection.fetch(query, *arguments))
    finally:
        await connection.close()


async def _ends(bootstrap: str) -> dict[int, int]:
    kafka = AIOKafkaConsumer(bootstrap_servers=bootstrap)
    await kafka.start()
    try:
        partitions = [TopicPartition(SOURCE, number) for number in range(PARTITIONS)]
        ends = await kafka.end_offsets(partitions)
        return {partition.partition: end for partition, end in ends.items()}
    finally:
        await kafka.stop()
