"""When followers reached each line, seen from outside: their progress rows, read every few ms."""

import asyncio
from bisect import bisect_left
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import time
from typing import Final

import asyncpg
from mithaq.messaging import partition_of

_EVERY_S: Final = 0.004
_LIST: Final = "SELECT seq FROM read_model WHERE name = $1"
_LEDGER: Final = """
    SELECT partition, last_seq FROM consumer_offset WHERE consumer = $1 AND topic = $2
"""


@dataclass(slots=True)
class Reached:
    """The moments at which a follower was seen at certain lines."""

    seqs: list[int] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)

    def note(self, seq: int) -> None:
        if not self.seqs or seq > self.seqs[-1]:
            self.seqs.append(seq)
            self.moments.append(time())

    def at(self, seq: int) -> float | None:
        """When it was first seen at this line or beyond it."""
        place = bisect_left(self.seqs, seq)
        return self.moments[place] if place < len(self.moments) else None


class Watch:
    """The progress of a read model of its own log, and of a consumer of that log's topic."""

    def __init__(self, own: str, foreign: str, topic: str) -> None:
        self._own, self._foreign, self._topic = own, foreign, topic
        self._in_list = Reached()
        self._in_ledger: defaultdict[int, Reached] = defaultdict(Reached)

    async def run(self, here: asyncpg.Connection, there: asyncpg.Connection) -> None:
        while True:
            self._in_list.note(await here.fetchval(_LIST, self._own))
            for partition, seq in await there.fetch(_LEDGER, self._foreign, self._topic):
                self._in_ledger[partition].note(seq)
            await asyncio.sleep(_EVERY_S)

    def in_list(self, seq: int) -> float | None:
        return self._in_list.at(seq)

    def in_ledger(self, stream: str, seq: int) -> float | None:
        partition = partition_of(stream.encode(), len(self._in_ledger))
        return self._in_ledger[partition].at(seq)


@asynccontextmanager
async def watching(watch: Watch, server: str, databases: Sequence[str]) -> AsyncIterator[None]:
    """Watch in the two databases until the context ends."""
    here, there = [await connected(server, name) for name in databases]
    running = asyncio.create_task(watch.run(here, there))
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await here.close()
        await there.close()


async def connected(server: str, database: str) -> asyncpg.Connection:
    """An administrator's connection to a service's database."""
    return await asyncpg.connect(server.replace("+asyncpg", ""), database=database)
