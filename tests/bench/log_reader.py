"""A process that reads a whole log and does nothing else: what does that add to its memory?"""

import psutil
from mithaq.store import Log

from tests.bench.parts import Noted, Order, database_of, go


async def read_log(order: Order) -> Noted:
    """The whole log, a thousand lines at a time, and what that adds to this process at most."""
    async with database_of(order) as database:
        log, process, seq = Log(database.pool), psutil.Process(), 0
        await go()
        before = most = process.memory_info().rss
        while lines := await log.after(seq, 1_000):
            seq, most = lines[-1].seq, max(most, process.memory_info().rss)
        return {"megabytes": (most - before) / 2**20, "lines": seq}
