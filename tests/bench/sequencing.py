"""Measures of the sequencer: events given their sequence and hash."""

from time import perf_counter

from mithaq.store import Sequencer, Signal

from tests.bench.measure import Bar, Measure
from tests.bench.world import World

STREAMS = 500


async def sequence(world: World) -> float:
    """Sequenced events a second."""
    await world.fill(world.size(STREAMS, 1))
    connection = await world.database.connect()
    try:
        sequencer = Sequencer(world.database, Signal(), Signal())
        await sequencer.resume(connection)
        begun, total = perf_counter(), 0
        while found := await sequencer.advance(connection):
            total += found
        return total / (perf_counter() - begun)
    finally:
        await connection.close()


MEASURES: list[Measure] = [
    Measure(name="sequencer", unit="events/s", ours=sequence, bar=Bar(at_least=75_000)),
]
