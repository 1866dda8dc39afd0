"""Measures of the CPU time of an append, on the client and the server (one machine for both)."""

from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter, process_time

from tests.bench.append import ours, plain_insert, theirs
from tests.bench.costs import listening, used
from tests.bench.measure import Measure, Round
from tests.bench.world import World

WRITERS = 8


def spent(of: Round, *, by_server: bool) -> Round:
    """Microseconds of CPU time an event, of PostgreSQL or of its client."""

    async def cost(world: World) -> float:
        server = {"PostgreSQL": listening(world.servers.postgres)}

        def seconds() -> float:
            ended = getrusage(RUSAGE_CHILDREN)  # pgbench
            asking = process_time() + ended.ru_utime + ended.ru_stime
            return used(server).get("PostgreSQL", 0.0) if by_server else asking

        before, begun = seconds(), perf_counter()
        events_s = await of(world)
        return (seconds() - before) / (events_s * (perf_counter() - begun)) * 1_000_000

    return cost


def costs(peer: str, theirs: Round) -> list[Measure]:
    return [
        Measure(
            name=f"{who} while appending, {WRITERS} writers",
            unit="us of processor an event",
            ours=spent(ours(WRITERS), by_server=by_server),
            peer=peer,
            theirs=spent(theirs, by_server=by_server),
            less_is_better=True,
        )
        for who, by_server in (("client", False), ("PostgreSQL", True))
    ]


MEASURES: list[Measure] = [
    *costs("eventsourcing, DB function", theirs(WRITERS, functions=True)),
    *costs("pgbench, plain INSERT", plain_insert),
]
