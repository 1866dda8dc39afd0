"""Measures on the largest convention that was given: every command of the agreeing side.

Each is given to the application of a real service, on a database of its own, in this process; its
body is read by then. What it appended is taken back before it is given again. Warm, the states it
needs are cached; cold, the process has just begun, and loads them as a deployed one does. What
writes a whole plan at once, thousands of events, has a bar of its own.

`python -m tests.bench.worst` tells all of them, by name.
"""

import argparse
import gc
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from sys import maxsize
from time import perf_counter, process_time
from typing import Final

import uvloop
from conventions.bootstrap import SERVICE
from conventions.domain.core.text import canonical_text
from conventions.domain.text_at import text_at
from conventions.text_history import Histories
from mithaq.canonical import canonical
from mithaq.observability import configure_logging
from mithaq.runtime.assembly import open_kernel
from mithaq.runtime.process import tune_gc
from mithaq.settings import Settings
from mithaq.store import long_lived
from mithaq_local.testing import temporary_database
from rich.console import Console
from rich.table import Table

from services.conventions.tests.people import DAY, ID
from services.conventions.tests.worst import shape
from services.conventions.tests.worst.amending import effect_of
from services.conventions.tests.worst.content import Given, given
from services.conventions.tests.worst.life import Stages
from services.conventions.tests.worst.service import STREAM, Store, give, process_of
from services.conventions.tests.worst.shape import FULL, SMALL
from tests.bench.latency import NINETY_NINE, quantile
from tests.bench.measure import Bar, Measure, Round
from tests.bench.world import Servers, World

WARM, COLD = 50, 5  # times that each is given
_FEW: Final = 10  # quick: one command in so many; that all are accepted is a test of its own
# They write or end a whole plan at once: an event for each of its parts.
WHOLE: Final = frozenset({"DraftConvention", "ImportPlan", "PutAmendmentIntoEffect, termination"})
NINETY_FIVE: Final = 0.95
_NOWHERE: Final = "http://issuer.test"


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds: the 99th percentile warm, with the processor time of this process at its
    median; the longest cold."""

    warm: float
    processor: float
    cold: float


@asynccontextmanager
async def a_store(servers: Servers, size: shape.Size) -> AsyncIterator[Store]:
    async with temporary_database(servers.postgres) as url:
        settings = Settings(database_url=url, token_issuer=_NOWHERE, jwks_url=f"{_NOWHERE}/jwks")
        async with open_kernel(SERVICE, settings) as kernel:
            store = Store(kernel, size)
            await store.begin()
            yield store


async def all_taken(
    servers: Servers,
    *,
    quick: bool,
    only: str = "",
    warm: int = WARM,
    told: Callable[[str, Taken], None],
) -> Mapping[str, Taken]:
    """Every command by its name, told as soon as it is measured."""
    size, found = SMALL if quick else FULL, dict[str, Taken]()
    warm, cold = (2, 1) if quick else (warm, COLD)
    cases = list(given(Stages(size)))
    async with a_store(servers, size) as store:
        # A full collection would walk the gigabytes of lives that are held here.
        usual, long_lived.FULL_EVERY = long_lived.FULL_EVERY, maxsize
        for name, make in cases[:: _FEW if quick else 1]:
            if only in name:
                found[name] = await _taken(store, make(), warm, cold)
                told(name, found[name])
        long_lived.FULL_EVERY = usual
    return found


async def _taken(store: Store, case: Given, warm: int, cold: int) -> Taken:
    await store.stand_at(case.before)
    known, mark = await store.known(), await store.last()
    taken: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for ready in (*[True] * warm, *[False] * cold):
        process = process_of(store.kernel, known if ready else None)
        begun, worked = perf_counter(), process_time()
        await give(process, case.command)
        taken[ready].append((perf_counter() - begun, process_time() - worked))
        await process.streams.settled()
        await store.back_to(mark, len(case.before.told))
    gc.collect()  # of each process that is over
    lasted, worked_for = zip(*taken[True], strict=True)
    return Taken(
        warm=quantile(lasted, NINETY_NINE) * 1_000,
        processor=quantile(worked_for, 0.5) * 1_000,
        cold=max(each for each, _ in taken[False]) * 1_000,
    )


async def text_on_any_day(world: World) -> tuple[float, float]:
    """Milliseconds of its canonical text with its digest, on days before and after an amendment:
    the 95th percentile by a process that has read it, and the longest by one that has not."""
    size = SMALL if world.quick else FULL
    life = effect_of(Stages(size), "split")
    read, unread = list[float](), list[float]()
    async with a_store(world.servers, size) as store:
        await store.stand_at(life)
        log, version = store.kernel.log, len(life.told)
        for nth in range(world.size(40, 4)):
            histories = Histories()
            for taken in (unread, read):
                begun = perf_counter()
                told = await histories.read(log, STREAM, version)
                text = text_at(told, on=DAY + timedelta(days=10 * nth))
                written = canonical(canonical_text(ID, text.terms))
                assert sha256(written.encode()).hexdigest()
                taken.append((perf_counter() - begun) * 1_000)
    return quantile(read, NINETY_FIVE), max(unread)


@asynccontextmanager
async def texts(world: World) -> AsyncIterator[tuple[float, float]]:
    yield await text_on_any_day(world)


async def text_read_before(world: World) -> float:
    return (await world.kept(texts))[0]


async def text_never_read(world: World) -> float:
    return (await world.kept(texts))[1]


@asynccontextmanager
async def everything(world: World) -> AsyncIterator[Mapping[str, Taken]]:
    """The figures of one run, from which every row of the table comes."""
    yield await all_taken(world.servers, quick=world.quick, told=lambda _name, _taken: None)


def _slowest(kind: Callable[[Taken], float], *, whole: bool) -> Round:
    async def slowest(world: World) -> float:
        found = await world.kept(everything)
        return max(kind(each) for name, each in found.items() if (name in WHOLE) is whole)

    return slowest


def _warm(taken: Taken) -> float:
    return taken.warm


def _cold(taken: Taken) -> float:
    return taken.cold


def _one(name: str, ours: Round, bar: float) -> Measure:
    return Measure(
        name=name,
        unit="ms",
        ours=ours,
        bar=Bar(at_most=bar),
        less_is_better=True,
        rounds=1,
    )


_OF: Final = "largest convention"
_AT_ONCE: Final = f"{_OF}, its whole plan written or ended at once"
MEASURES: list[Measure] = [
    _one(f"{_OF}, slowest command: warm, p99", _slowest(_warm, whole=False), 60),
    _one(f"{_OF}, slowest command: cold", _slowest(_cold, whole=False), 400),
    _one(f"{_AT_ONCE}: warm, p99", _slowest(_warm, whole=True), 400),
    _one(f"{_AT_ONCE}: cold", _slowest(_cold, whole=True), 800),
    _one(f"{_OF}, its consolidated text on any day, p95", text_read_before, 150),
    _one(f"{_OF}, the same, never read before", text_never_read, 400),
]


def _table(found: Mapping[str, Taken]) -> Table:
    table = Table("command", "warm p99, ms", "processor, ms", "cold, ms")
    for name, each in sorted(found.items(), key=lambda item: -item[1].warm):
        table.add_row(name, *(f"{x:.1f}" for x in (each.warm, each.processor, each.cold)))
    return table


def main() -> None:
    from tests.bench.run import local_servers

    parser = argparse.ArgumentParser(prog="python -m tests.bench.worst", description=__doc__)
    parser.add_argument("--only", default="", help="commands whose name contains this")
    parser.add_argument("--quick", action="store_true", help="a small one: does it run at all?")
    parser.add_argument("--warm", type=int, default=WARM, help="times that each is given warm")
    asked = parser.parse_args()
    configure_logging("bench", "console", "CRITICAL")
    tune_gc()
    console = Console()

    def tell(name: str, each: Taken) -> None:
        console.print(f"{name}: {each.warm:.1f} / {each.processor:.1f} / {each.cold:.1f}")

    with local_servers() as servers:
        taken = all_taken(servers, quick=asked.quick, only=asked.only, warm=asked.warm, told=tell)
        found = uvloop.run(taken)
    console.print(_table(found))


if __name__ == "__main__":
    main()
