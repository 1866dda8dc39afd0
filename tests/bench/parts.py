"""One process between append and read model: `python -m tests.bench.parts ROLE ORDER`.

It says `ready` once its connections are open, begins when a line comes in, and at its end prints
what it noted as one line of JSON. Times are those of CLOCK_MONOTONIC, one for all processes.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from time import process_time
from typing import Any

import uvloop
from mithaq.messaging import Kafka
from mithaq.observability import configure_logging
from mithaq.runtime.process import tune_gc
from mithaq.runtime.supervisor import supervise
from mithaq.runtime.workers import Worker
from mithaq.store import Database
from mithaq.testing.broker import broker

Noted = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """A part's instructions: `count` events at `rate` a second, 0 where not applicable.

    Without `notes` a part keeps nothing of what passed: its memory is what the work takes.
    """

    database: str
    bootstrap: str
    source: str
    rate: float = 0
    count: int = 0
    notes: bool = True

    @property
    def kafka(self) -> Kafka:
        return broker(self.bootstrap)

    def text(self) -> str:
        return json.dumps(asdict(self))


@asynccontextmanager
async def database_of(order: Order) -> AsyncIterator[Database]:
    database = await Database.open(order.database)
    try:
        yield database
    finally:
        await database.close()


async def go() -> None:
    """Set up as a service process is, report ready, and wait for the signal to begin."""
    tune_gc()
    print("ready", flush=True)  # noqa: T201
    await told()


async def told() -> None:
    """Wait for the next line on standard input."""
    await asyncio.to_thread(sys.stdin.readline)


async def until_stopped(**works: Callable[[], Awaitable[None]]) -> None:
    """Run as a service's worker process does, until SIGTERM."""
    await supervise([Worker(name, run) for name, run in works.items()])


def main() -> None:
    from tests.bench.roles import ROLES

    configure_logging("bench", "console", "ERROR")
    role, order = sys.argv[1], Order(**json.loads(sys.argv[2]))
    begun = process_time()
    noted = uvloop.run(ROLES[role](order))
    tell(noted | {"processor": process_time() - begun})


def tell(noted: Noted) -> None:
    """Print all notes.

    Where PYTHONUNBUFFERED is set, `print` hands the pipe to one write(2), which may take a part of
    a long line; the rest is lost without a word (2 in 100 lines of 800 KB, measured).
    """
    with open(sys.stdout.fileno(), "wb", closefd=False) as out:
        out.write(json.dumps(noted).encode() + b"\n")


if __name__ == "__main__":
    main()
