"""A process that loads one stream under many names: `python -m tests.bench.touching URL STREAM N`.

Writes its own memory at most, in megabytes. The states are as many as the names, of one history.
"""

import sys
from collections.abc import Sequence

import psutil
import uvloop
from conventions.application import streams_over
from mithaq.runtime.process import tune_gc
from mithaq.settings import Settings
from mithaq.store import Database, PostgresEventStore, StateCache, Stored


class Renamed(PostgresEventStore):
    """Every stream has the events of one."""

    of = ""

    async def load(
        self, stream_id: str, after: int = 0, limit: int | None = None
    ) -> Sequence[Stored]:
        assert stream_id != self.of
        return await super().load(self.of, after, limit)


async def touch(url: str, stream: str, many: int) -> float:
    database = await Database.open(url)
    tune_gc()
    store = Renamed(database.pool)
    store.of = stream
    limit: int = Settings.model_fields["state_cache_bytes"].default
    streams = streams_over(store, cache=StateCache(limit))
    most, process = 0, psutil.Process()
    for nth in range(many):
        await streams.load(f"{stream}-{nth}")
        most = max(most, process.memory_info().rss)
    await database.close()
    return most / 2**20


if __name__ == "__main__":
    sys.stdout.write(f"{uvloop.run(touch(sys.argv[1], sys.argv[2], int(sys.argv[3])))}\n")
