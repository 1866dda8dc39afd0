"""What one command costs the whole stack, by process, and how soon it is seen everywhere.

Random lives of conventions over HTTP, every service up, each process counted with its children. The
cost is measured with nobody watching; the latencies in a second run, at a higher rate, while the
followers' progress rows are read every few milliseconds.

`python -m tests.bench.price` alone also tells what a second costs while nobody does anything, and
`--rate` and `--seconds` another load.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from time import time
from typing import Final

import httpx
import uvloop
from audit.read_models.commitments import COMMITMENTS
from conventions.catalogue import CATALOGUE
from conventions.read_models import CONVENTION_LIST
from mithaq_local.stack import Stack
from mithaq_local.testing import temporary_stack
from rich.console import Console
from rich.table import Table

from tests.bench.costs import Seconds, listening, since, used
from tests.bench.latency import quantile
from tests.bench.lives import Done, Lives, enrolled, lived
from tests.bench.measure import Bar, Measure
from tests.bench.watching import Watch, connected, watching
from tests.bench.world import World
from tests.callers import Callers

RATE, SECONDS = 20, 30
BUSY_RATE, BUSY_SECONDS = 50, 20
WARM, AT_ONCE = 400, 40
IDLE_S: Final = 20.0
PROCESSES: Final = (
    "postgres", "kafka", "partners", "conventions", "programming", "notifications", "audit", "live",
)  # fmt: skip
BARS: Final = {"accepted": 60, "in the list": 120, "in the ledger": 150, "mail handed over": 1_000}
_TRANSACTIONS: Final = "SELECT sum(xact_commit)::bigint FROM pg_stat_database"
# A command's last event may be of another stream than its convention's: of a mandate, a reference.
_LINES: Final = """
    SELECT position, seq, stream_id FROM event_log JOIN event USING (position)
    WHERE position = ANY ($1)
"""
_MAILS: Final = """
    SELECT extract(epoch FROM sent_at - recorded_at)::float8 FROM outbox
    WHERE state = 'sent' AND recorded_at > to_timestamp($1)
"""


@dataclass(frozen=True, slots=True)
class Priced:
    """What so many commands, or seconds, took: seconds of processor by process, transactions."""

    count: int
    costs: Seconds
    transactions: int

    def ms(self, process: str | None = None) -> float:
        """Milliseconds of processor for one; of one process, or of all of them."""
        seconds = sum(self.costs.values()) if process is None else self.costs.get(process, 0.0)
        return seconds / self.count * 1_000


@dataclass(slots=True)
class Stage:
    """A running stack with its lives."""

    stack: Stack
    lives: Lives
    server: str
    pids: Mapping[str, int | None] = field(default_factory=dict)

    async def spent(self) -> tuple[Seconds, int]:
        admin = await connected(self.server, "postgres")
        try:
            return used(self.pids), await admin.fetchval(_TRANSACTIONS)
        finally:
            await admin.close()

    async def priced(self, rate: float, seconds: float) -> Priced:
        """The cost of lives at this rate; at 0, of so many seconds."""
        costs, transactions = await self.spent()
        count = round(rate * seconds) or round(seconds)
        await (lived(self.lives, rate, count) if rate else asyncio.sleep(seconds))
        await asyncio.sleep(1.0)  # what the last ones caused
        after, committed = await self.spent()
        return Priced(count, since(costs, after), committed - transactions)

    async def seen(self, rate: float, seconds: float) -> dict[str, list[float]]:
        """Seconds from when each command was due to each stage; mails from their event on."""
        self.lives.done.clear()
        begun = time()
        watch = Watch(CONVENTION_LIST.key, COMMITMENTS.key, CATALOGUE.source)
        async with watching(watch, self.server, ("conventions", "audit")):
            await lived(self.lives, rate, round(rate * seconds))
            await asyncio.sleep(3.0)
        return await self._times(watch, begun)

    async def _times(self, watch: Watch, begun: float) -> dict[str, list[float]]:
        done = self.lives.done
        here = await connected(self.server, "conventions")
        there = await connected(self.server, "notifications")
        try:
            rows = await here.fetch(_LINES, [each.position for each in done])
            mails = [row[0] for row in await there.fetch(_MAILS, begun)]
        finally:
            await here.close()
            await there.close()
        lines = {row["position"]: (row["stream_id"], row["seq"]) for row in rows}
        return {
            "accepted": [each.accepted_at - each.sent_at for each in done],
            "in the list": [_after(each, watch.in_list(lines[each.position][1])) for each in done],
            "in the ledger": [
                _after(each, watch.in_ledger(*lines[each.position])) for each in done
            ],
            "mail handed over": mails,
        }


def _after(done: Done, moment: float | None) -> float:
    return float("inf") if moment is None else moment - done.sent_at


@asynccontextmanager
async def staged() -> AsyncIterator[Stage]:
    """A separate stack in the middle of its lives."""
    limits = httpx.Limits(max_connections=60, max_keepalive_connections=60)
    with temporary_stack("price") as stack:
        await asyncio.to_thread(stack.start)
        async with httpx.AsyncClient(timeout=30, trust_env=False, limits=limits) as http:
            callers = Callers(http, stack.addresses())
            lives = Lives(callers, await enrolled(callers), Random(1), AT_ONCE)
            await lived(lives, RATE, WARM)
            server = stack.addresses()["postgres"]
            pids = {name: each.pid for name, each in stack.processes().items() if each.pid}
            pids["postgres"] = listening(server) or pids["postgres"]
            yield Stage(stack, lives, server, pids)


@asynccontextmanager
async def a_stage(_: World) -> AsyncIterator[tuple[Priced, Mapping[str, list[float]]]]:
    """The figures of both runs, one after the other on one stack."""
    async with staged() as stage:
        yield await stage.priced(RATE, SECONDS), await stage.seen(BUSY_RATE, BUSY_SECONDS)


async def cost(world: World, process: str | None) -> float:
    return (await world.kept(a_stage))[0].ms(process)


async def transactions(world: World) -> float:
    priced, _ = await world.kept(a_stage)
    return priced.transactions / priced.count


async def took(world: World, stage: str, part: float) -> float:
    return quantile((await world.kept(a_stage))[1][stage], part) * 1_000


def _one(name: str, unit: str, ours: partial, bar: Bar | None = None) -> Measure:  # type: ignore[type-arg]
    return Measure(name=name, unit=unit, ours=ours, bar=bar, less_is_better=True, rounds=1)


MEASURES: list[Measure] = [
    _one(
        f"one command at {RATE}/s, whole stack",
        "ms of processor",
        partial(cost, process=None),
        Bar(at_most=25),
    ),
    *[
        _one(f"one command at {RATE}/s, {name}", "ms of processor", partial(cost, process=name))
        for name in PROCESSES
    ],
    _one(f"one command at {RATE}/s, in PostgreSQL", "transactions", partial(transactions)),
    *[
        _one(
            f"command {stage} at {BUSY_RATE}/s, {name}",
            "ms",
            partial(took, stage=stage, part=part),
            Bar(at_most=most) if name == "p99" else None,
        )
        for stage, most in BARS.items()
        for name, part in (("p50", 0.5), ("p99", 0.99))
    ],
]


async def told(rate: float, seconds: float) -> Table:
    """One run at a rate of one's own, and an idle one, by process."""
    async with staged() as stage:
        idle = await stage.priced(0, IDLE_S)
        priced = await stage.priced(rate, seconds)
        seen = await stage.seen(rate, seconds)
    table = Table("what", "idle: ms a second", f"ms a command at {rate:g}/s")
    for name in (*priced.costs, None):
        table.add_row(name or "all", f"{idle.ms(name):.2f}", f"{priced.ms(name):.2f}")
    figures = (f"{each.transactions / each.count:.1f}" for each in (idle, priced))
    table.add_row("transactions", *figures)
    for what, times in seen.items():
        marks = [f"p{part:.0%} {quantile(times, part) * 1_000:.0f} ms" for part in (0.5, 0.99)]
        table.add_row(what, "", ", ".join(marks) if times else "none")
    return table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.price", description=__doc__)
    parser.add_argument("--rate", type=float, default=RATE, help="commands a second")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    asked = parser.parse_args()
    Console().print(uvloop.run(told(asked.rate, asked.seconds)))


if __name__ == "__main__":
    main()
