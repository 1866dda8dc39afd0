"""Measures of the latency from an append's commit to rows in another service, at a steady rate.

Writer, worker (sequencer and relay) and the other service's consumer are processes of their own.
The load is open: an event is due at its moment whatever became of those before. Visible is when
the consumer knows of its transaction's commit; the clock begins when the writer knows of its own,
or, in "from when it was due", at the moment the event ought to have been written.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import count

from tests.bench.measure import Bar, Measure
from tests.bench.passage import Passage, Run, run
from tests.bench.world import World

LOADS = {1_000: (60, 25), 2_500: (60, 40)}  # events a second: for how many seconds, p99 in ms
ROUNDS = 3
QUICK = 50  # events a second, once for all rates
MEDIAN, NINETY_NINE, ALL = 0.5, 0.99, 1.0

Span = Callable[[Passage], float]

STAGES: dict[str, Span] = {
    "commit to sequenced": lambda each: each.sequenced - each.committed,
    "sequenced to acknowledged by Kafka": lambda each: each.relayed - each.sequenced,
    "acknowledged to being applied": lambda each: each.applying - each.relayed,
    "being applied to visible": lambda each: each.visible - each.applying,
}


@asynccontextmanager
async def a_run(world: World, rate: int, _nth: int) -> AsyncIterator[Run]:
    """The nth run at this rate, from which every figure of this rate and round comes."""
    yield await run(world, rate, 1 if world.quick else LOADS[rate][0], world.size(2, 0))


@asynccontextmanager
async def rounds(_: World, *_figure: object) -> AsyncIterator[Iterator[int]]:
    """The number of the round for this figure."""
    yield count()


async def run_of(world: World, rate: int, *figure: object) -> Run:
    """The run of this figure's round."""
    nth = next(await world.kept(rounds, rate, *figure))
    return await world.kept(a_run, world.size(rate, QUICK), nth)


def passed(each: Passage) -> float:
    return each.visible - each.committed


def waited(each: Passage) -> float:
    return each.visible - each.due


def quantile(values: Sequence[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


async def took(world: World, rate: int, span: Span, part: float) -> float:
    """The latency in milliseconds at this quantile of the events."""
    made = await run_of(world, rate, span, part)
    return quantile([span(each) for each in made.passages], part) * 1_000


async def cost(world: World, rate: int, name: str) -> float:
    """Microseconds of CPU time an event; 0 for a server in a container."""
    made = await run_of(world, rate, name)
    return made.costs.get(name, 0.0) / made.count * 1_000_000


def one(
    name: str, ours: Callable[[World], Awaitable[float]], unit: str = "ms", bar: Bar | None = None
) -> Measure:
    return Measure(
        name=name,
        unit=unit,
        ours=ours,
        bar=bar,
        less_is_better=True,
        rounds=ROUNDS,
        warms_up=False,  # each run does
    )


def at(rate: int) -> list[Measure]:
    """All measures of one rate."""
    load = f"at {rate:,} events/s"
    passage, figure = f"commit to visible elsewhere {load}", partial(partial, took, rate=rate)
    most = Bar(at_most=LOADS[rate][1])
    return [
        one(f"{passage}, p50", figure(span=passed, part=MEDIAN)),
        one(
            f"commit to visible elsewhere {load}, p99",
            figure(span=passed, part=NINETY_NINE),
            bar=most,
        ),
        one(f"{passage}, max", figure(span=passed, part=ALL)),
        one(f"from when it was due {load}, p99", figure(span=waited, part=NINETY_NINE)),
        *[
            one(f"{stage} {load}, p50", figure(span=span, part=MEDIAN))
            for stage, span in STAGES.items()
        ],
        *[
            one(f"{name} {load}", partial(cost, rate=rate, name=name), "us of processor an event")
            for name in ("writer", "worker", "consumer", "PostgreSQL", "Kafka")
        ],
    ]


MEASURES: list[Measure] = [measure for rate in LOADS for measure in at(rate)]
