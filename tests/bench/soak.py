"""`make soak`: does the memory of any process grow while it works for minutes on end?

Writer, worker and consumer run as in `latency`; beside them the whole stack takes commands over
HTTP, after as many as fill what partners and conventions keep of their logs; the others write
little or nothing. The first third is for other caches to fill; what counts is the growth from there
to the end, and the slope of a line through the second half that outliers do not bend (Theil and
Sen).
"""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from uuid import uuid4

import psutil
import uvloop
from mithaq_local import kafka, postgres
from mithaq_local.stack import Stack
from mithaq_local.state import State
from mithaq_local.testing import temporary_stack
from rich.console import Console
from rich.table import Table

from tests.bench.costs import listening
from tests.bench.docs import write_soak
from tests.bench.fleet import started
from tests.bench.growth import Growth, Line, growth
from tests.bench.parts import Order
from tests.bench.report import markdown_table
from tests.bench.soak_load import Rates, load
from tests.bench.soak_picture import memory
from tests.bench.world import Servers, opened

MINUTES = float(os.environ.get("MINUTES", "10"))
EVENTS_S, SAMPLE_S = 250, 5.0
STEADY = Rates(organisations=50, conventions=5)
# A service keeps the end of its log in memory, up to 8 MiB: full after some 21,000 registrations or
# 2,000 drafts (measured), which at the steady rates would take until the soak is nearly over.
FILLING, FILLING_S = Rates(organisations=100, conventions=15), 250
REPORT = Path("build/soak.json")
COLUMNS = ("process", "MB after a third", "MB at the end", "growth %", "MB/min", "flat")

Samples = dict[str, Line]  # minutes and megabytes, by process


def megabytes(pid: int) -> float:
    """Resident memory including children; shared pages are counted once."""
    process = psutil.Process(pid)
    children = process.children(recursive=True)
    own = process.memory_full_info().pss  # raises once it has ended, which would spoil the soak
    return float(own + sum(map(_proportional, children))) / 2**20


def _proportional(child: psutil.Process) -> int:
    """Bytes of a process that may end at any moment, as PostgreSQL's backends do."""
    try:
        return int(child.memory_full_info().pss)
    except psutil.NoSuchProcess:
        return 0


async def sampled(pids: dict[str, int], until: float) -> Samples:
    begun, lines = monotonic(), Samples()
    while (now := monotonic()) < until:
        for name, pid in pids.items():
            lines.setdefault(name, []).append(((now - begun) / 60, megabytes(pid)))
        await asyncio.sleep(SAMPLE_S)
    return lines


async def soaked(stack: Stack, minutes: float) -> Samples:
    state, seconds = State.load(stack.folder), minutes * 60
    broker = kafka.bootstrap(state)
    servers = Servers(postgres.server(state), lambda: broker)
    source, addresses = f"ma.mithaq.bench{uuid4().hex[:8]}", stack.addresses()
    await load(addresses, FILLING, FILLING_S * min(1.0, minutes / 10))
    async with AsyncExitStack() as running:
        here = await running.enter_async_context(opened(servers, source))
        there = await running.enter_async_context(opened(servers, source))
        writing = Order(
            here.url, broker, source, EVENTS_S, int(EVENTS_S * (seconds + 30)), notes=False
        )
        working = Order(here.url, broker, source, notes=False)
        consuming = Order(there.url, broker, source, notes=False)
        wanted = {"writer": writing, "worker": working, "consumer": consuming}
        parts = await started(running, wanted.items())
        for each in parts:
            await each.begin()
        pids = dict(zip(wanted, (each.pid for each in parts), strict=True))
        pids |= {name: process.pid for name, process in stack.processes().items() if process.pid}
        pids["postgres"] = listening(servers.postgres) or pids["postgres"]
        lines, _ = await asyncio.gather(
            sampled(pids, monotonic() + seconds), load(addresses, STEADY, seconds)
        )
        return lines


def row(of: Growth) -> list[str]:
    figures = (of.first, of.last, of.percent, of.mb_per_minute)
    return [of.process, *(f"{figure:.2f}" for figure in figures), str(of.flat)]


def told(grown: Sequence[Growth]) -> str:
    """The text for the docs."""
    asked = f"{STEADY.organisations:g} registrations and {STEADY.conventions:g} drafts a second"
    table = markdown_table(COLUMNS, [row(each) for each in grown])
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    return f"{today}, {MINUTES:g} minutes at {EVENTS_S} events/s, {asked} over HTTP:\n\n{table}"


def main() -> None:
    console = Console()
    with temporary_stack("soak", open_kafka=True) as stack:
        stack.start()
        lines = uvloop.run(soaked(stack, MINUTES))
    grown = [growth(name, line) for name, line in lines.items()]
    table = Table(*COLUMNS)
    for each in grown:
        table.add_row(*row(each))
    console.print(table)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps([asdict(each) for each in grown], indent=2) + "\n")
    if "--write-docs" in sys.argv:
        write_soak(told(grown), memory(lines))
    raise SystemExit(not all(each.flat for each in grown))


if __name__ == "__main__":
    main()
