"""`make simulate`: ten years of a ministry, and what everything costs after one, five and ten.

`python -m tests.simulate.run --conventions 2000 --events 5000000 --seed 1`: made up from the seed,
on a PostgreSQL of its own, removed afterwards. The figures go to build/simulate.json.
"""

import argparse
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvloop
from audit.bootstrap import SERVICE as AUDIT
from conventions.bootstrap import SERVICE as CONVENTIONS
from conventions.read_models import CONVENTION_LIST
from mithaq.observability import configure_logging
from mithaq.projections import rebuild_own
from mithaq.runtime.process import tune_gc

from tests.bench.run import local_servers
from tests.simulate import measuring, report
from tests.simulate.filling import fill, sequence
from tests.simulate.library import Library, library, organisation
from tests.simulate.measuring import Reader, client, seconds
from tests.simulate.ministry import YEARS, Life, ministry, months
from tests.simulate.report import Mark
from tests.simulate.stores import Stores, stores

MARKS: Final = (1, 5, YEARS)
FILE: Final = Path("build/simulate.json")


@dataclass(frozen=True, slots=True)
class Ministry:
    """What is simulated: its conventions, and what their events tell."""

    lives: Sequence[Life]
    library: Library

    @property
    def readers(self) -> list[Reader]:
        """The councils of the three regions that began first, and the ministry."""
        regions = list(dict.fromkeys(life.region for life in self.lives))[:3]
        councils = [Reader(f"council-{each}", organisation(each, "region")) for each in regions]
        return [*councils, Reader("ministry", None)]


async def simulated(server: str, made: Ministry) -> AsyncIterator[Mark]:
    """Let the years pass; at each mark, measure."""
    async with stores(server) as standing:
        month, events = 0, 0
        for years in MARKS:
            for come in months(made.lives, month, years * 12):
                written = await fill(standing.conventions.database, made.library, month, come)
                month, events = month + 1, events + written
            yield Mark(years=years, events=events, costs=await _costs(standing, made, years))


async def _costs(standing: Stores, made: Ministry, years: int) -> Mapping[str, float]:
    database = standing.conventions.database
    await sequence(database)
    await standing.follow()
    await standing.hear()
    await standing.settle()
    return {
        "store (MB)": await measuring.store_megabytes(database),
        **await measuring.cold_loads(database, made.lives, years),
        **await _read(standing, made, years),
        "rebuild of the list (s)": await seconds(lambda: rebuild_own(database, CONVENTION_LIST)),
        "verification of the chain (s)": await measuring.verification_s(database),
    }


async def _read(standing: Stores, made: Ministry, years: int) -> Mapping[str, float]:
    """Three regions' councils and the ministry read at once, first here and then at audit."""
    known = [life for life in made.lives if life.done(years) > 1]
    readers = made.readers
    own = {each.name: _last_of(each, known).convention_id for each in readers}
    async with client(standing.api(CONVENTIONS)) as http:
        here = await measuring.reads(
            http,
            readers,
            {
                "list of conventions": lambda _: "/v1/conventions?limit=50",
                "due tranches": lambda _: "/v1/tranches?limit=50",
                "history of one": lambda reader: (
                    f"/v1/conventions/{own[reader.name]}/events?limit=50"
                ),
            },
        )
    councils = [reader for reader in readers if reader.organisation]
    async with client(standing.api(AUDIT)) as http:
        ledger = await measuring.reads(
            http,
            councils,
            {
                "ledger of a partner": lambda reader: (
                    f"/v1/partners/{reader.organisation}/commitments?limit=50"
                ),
                "its contributions": lambda reader: (
                    f"/v1/partners/{reader.organisation}/contributions?limit=50"
                ),
            },
        )
    return {**here, **ledger}


def _last_of(reader: Reader, known: Sequence[Life]) -> Life:
    """The last convention begun that the reader may see."""
    regions = {organisation(life.region, "region"): life for life in known}
    return known[-1] if reader.organisation is None else regions[reader.organisation]


async def _run(asked: argparse.Namespace) -> None:
    lives = ministry(asked.seed, asked.conventions, asked.events)
    made = Ministry(lives, library(max(life.events for life in lives)))
    begun, marks = time.monotonic(), list[Mark]()
    with local_servers() as servers:
        async for mark in simulated(servers.postgres, made):
            marks.append(mark)
            _say(f"{mark.years:>3} years, {mark.events:,} events, {time.monotonic() - begun:.0f} s")
    report.keep(marks, FILE)
    _say("\n" + report.table(marks))
    if asked.write_docs:
        report.write(marks)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--conventions", type=int, default=2_000)
    options.add_argument("--events", type=int, default=5_000_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--write-docs", action="store_true", help="the laws, into docs/bench")
    asked = options.parse_args()
    configure_logging("simulate", "console", "CRITICAL")
    tune_gc()
    _say(f"{asked.conventions:,} conventions, {asked.events:,} events, seed {asked.seed}")
    uvloop.run(_run(asked))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
