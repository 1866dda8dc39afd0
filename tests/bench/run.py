"""`make bench`: the kernel and its peers measured on real PostgreSQL and Kafka of this machine.

Figures are medians of rounds taken in turn, most after one that does not count; beside each stands
how far the rounds lay apart. They say nothing about another machine, nor about one with other work
to do. A missed bar is told, and is no failure of the run.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import uvloop
from mithaq.observability import configure_logging
from mithaq.runtime.process import tune_gc
from mithaq_local.providers import LocalServers
from mithaq_local.testing import temporary_stack
from rich.console import Console

from tests.bench import (
    append,
    append_costs,
    big,
    consuming,
    docs,
    draining,
    http,
    latency,
    listing,
    loading,
    price,
    rebuilding,
    relaying,
    replay,
    scaling,
    sequencing,
    worst,
)
from tests.bench.machine import described
from tests.bench.measure import Measure, Outcome, measured
from tests.bench.report import records, screen
from tests.bench.world import Servers, world

TOPICS: Sequence[ModuleType] = (
    append,
    append_costs,
    replay,
    rebuilding,
    loading,
    big,
    worst,
    sequencing,
    scaling,
    relaying,
    consuming,
    latency,
    listing,
    draining,
    http,
    price,
)
REPORT = Path("build/bench.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The measures to run; `rounds` overrides their number of rounds, except where it is fixed."""

    only: str = ""
    rounds: int | None = None
    quick: bool = False

    def measures(self, topic: ModuleType) -> list[Measure]:
        """The measures whose topic or name contains `only`."""
        measures: list[Measure] = topic.MEASURES
        name = topic.__name__.rpartition(".")[2]
        return [each for each in measures if self.only in name or self.only in each.name]

    def rounds_of(self, measure: Measure) -> int:
        if self.quick or measure.rounds == 1:
            return 1
        return self.rounds or measure.rounds


async def outcomes(
    plan: Plan, servers: Servers, console: Console, topics: Sequence[ModuleType] = TOPICS
) -> list[Outcome]:
    """Run the selected measures, each topic in a separate world."""
    done: list[Outcome] = []
    for topic in topics:
        if not (measures := plan.measures(topic)):
            continue
        async with world(servers, quick=plan.quick) as made:
            for measure in measures:
                with console.status(f"{measure.name} ({measure.peer or 'alone'})"):
                    done.append(await measured(measure, made, plan.rounds_of(measure)))
    return done


@contextmanager
def local_servers() -> Iterator[Servers]:
    """Separate servers for this run, removed afterwards."""
    with temporary_stack("bench") as stack, ExitStack() as running:
        local = LocalServers(stack.folder)
        postgres = running.enter_context(local.postgres())
        yield Servers(postgres, cache(lambda: running.enter_context(local.kafka())))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description=__doc__)
    parser.add_argument("--only", default="", help="measures whose topic or name contains this")
    parser.add_argument("--rounds", type=int, help="instead of each measure's own number")
    parser.add_argument("--quick", action="store_true", help="tiny sizes: does it run at all?")
    parser.add_argument("--write-docs", action="store_true", help="the figures, into docs/bench")
    asked = parser.parse_args()
    if asked.write_docs and (asked.quick or asked.only):
        parser.error("only a whole run goes into the docs")
    return asked


def main() -> None:
    asked = arguments()
    configure_logging("bench", "console", "CRITICAL")  # a failure raises; the rest is noise
    console = Console(width=None if sys.stdout.isatty() else 170)
    plan = Plan(only=asked.only, rounds=asked.rounds, quick=asked.quick)
    tune_gc()  # as every process of ours; the peers in this one gain as well
    with local_servers() as servers:
        machine = uvloop.run(described(servers))
        done = uvloop.run(outcomes(plan, servers, console))
    console.print(screen(done))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(records(done), indent=2) + "\n")
    if asked.write_docs:
        docs.write(machine, done)
    missed = [outcome.measure.name for outcome in done if outcome.holds is False]
    console.print(f"{REPORT} has the medians. Bars missed: {', '.join(missed) or 'none'}.")


if __name__ == "__main__":
    main()
