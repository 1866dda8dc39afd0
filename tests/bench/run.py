"""`make bench`: the kernel measured on real PostgreSQL and Kafka, by itself on this machine.

Figures are medians of repeated rounds after one that does not count; beside each stands how far
the rounds lay apart. They say nothing about another machine, nor about one with other work to do.
"""

import asyncio
import json
import os
import tempfile
from pathlib import Path
from statistics import median

from mithaq.observability import configure_logging
from mithaq_local.providers import LocalServers
from mithaq_local.stack import Stack
from rich.console import Console
from rich.table import Table

from tests.bench.measures import MEASURES
from tests.bench.world import World, world

ROUNDS = int(os.environ.get("MITHAQ_BENCH_ROUNDS", "5"))
REPORT = Path("build/bench.json")

Figures = dict[tuple[str, str], list[float]]


async def measured(made: World, console: Console) -> Figures:
    """Every measure, so many times after a first that only warms up."""
    figures: Figures = {}
    for (name, unit), measure in MEASURES.items():
        with console.status(f"{name} ({ROUNDS} rounds)"):
            rounds = [await measure(made) for _ in range(ROUNDS + 1)]
        figures[name, unit] = rounds[1:]
    return figures


async def benched(postgres: str, kafka: str, console: Console) -> Figures:
    async with world(postgres, kafka) as made:
        return await measured(made, console)


def shown(figures: Figures) -> Table:
    table = Table("measure", "median", "slowest", "quickest", "unit")
    for (name, unit), rounds in figures.items():
        worst, best = sorted((min(rounds), max(rounds)), reverse=unit == "ms")
        digits = 2 if unit == "ms" else 0
        table.add_row(
            name, *(f"{each:,.{digits}f}" for each in (median(rounds), worst, best)), unit
        )
    return table


def report(figures: Figures) -> list[dict[str, object]]:
    return [
        {"name": name, "value": round(median(rounds), 3), "unit": unit}
        for (name, unit), rounds in figures.items()
    ]


def main() -> None:
    configure_logging(
        "bench", "console", "CRITICAL"
    )  # a failure raises; the rest is start-up noise
    console = Console()
    folder = Path(tempfile.mkdtemp(prefix="mithaq-bench-")) / "state"
    servers = LocalServers(folder)
    try:
        with servers.postgres() as postgres, servers.kafka() as kafka:
            figures = asyncio.run(benched(postgres, kafka, console))
    finally:
        Stack(folder).wipe()
    console.print(shown(figures))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report(figures), indent=2) + "\n")
    console.print(f"{REPORT} has the medians.")


if __name__ == "__main__":
    main()
