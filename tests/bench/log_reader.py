"""A process that only reads a whole log, to measure how much memory that takes."""

import psutil
from mithaq.store import Log

from tests.bench.parts import Noted, Order, database_of, go


async def read_log(order: Order) -> Noted:
    """Read the whole log, a thousand lines at a time; print the greatest increase of memory."""
    async with database_of(order) as database:
        log, process, seq = Log(database.pool), psutil.Process(), 0
        await go()
        before = most = process.memory_info().rss
        while lines := await log.after(seq, 1_000):
            seq, most = lines[-1].seq, max(most, process.memory_info().rss)
        return {"megabytes": (most - before) / 2**20, "lines": seq}
