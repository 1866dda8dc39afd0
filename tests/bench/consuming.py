"""Measures of read models: lines from Kafka, or from the service's own log, applied to a table."""

from functools import partial

from mithaq.messaging import Consumer
from mithaq.projections import Tail
from mithaq.store import Signal

from tests.bench.measure import Bar, Measure
from tests.bench.relaying import a_log, peer, rate, relay
from tests.bench.world import World


async def consume(world: World) -> float:
    """Lines a second, by a consumer that starts at the beginning."""
    await world.kept(a_log)
    relayed = await world.database.pool.fetchval("SELECT coalesce(max(seq), 0) FROM relay_cursor")
    if not relayed:
        await relay(world)
    await world.database.pool.execute("TRUNCATE consumer_offset")
    await world.database.pool.execute("TRUNCATE totals.total")
    head = await world.kept(a_log)
    consumer = Consumer(
        world.database, world.kafka, world.model.subscription(), f"{world.source}.bench"
    )
    place = "SELECT coalesce(sum(total), 0) FROM totals.total"
    return await rate(world, place, head, consumer.run())


async def follow(world: World) -> float:
    """Events a second into a read model of the service's own, from the log in PostgreSQL."""
    head = await world.kept(a_log)
    await world.database.pool.execute("TRUNCATE totals.total")
    await world.database.pool.execute("UPDATE read_model SET seq = 0")
    tail = Tail(world.database, world.model.subscription(), Signal(), Signal())
    place = "SELECT coalesce(sum(total), 0) FROM totals.total"
    return await rate(world, place, head, tail.run())


MEASURES: list[Measure] = [
    Measure(
        name="Kafka to a read model's table",
        unit="lines/s",
        ours=consume,
        peer="default Faust agent: decodes, adds up in memory",
        theirs=partial(peer, role="faust_agent"),
        bar=Bar(at_least=40_000, ratio=4),
    ),
    Measure(
        name="Kafka to a read model's table, beside librdkafka",
        unit="lines/s",
        ours=consume,
        peer="confluent-kafka: hands over raw records",
        theirs=partial(peer, role="confluent_consumer"),
    ),
    Measure(
        name="own log to a read model's table",
        unit="events/s",
        ours=follow,
        bar=Bar(at_least=40_000),
    ),
]
