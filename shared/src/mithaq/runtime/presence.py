"""Each process says that it lives, and whose rows it reads: nobody removes them meanwhile."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import asyncpg

from mithaq.ids import new_id
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.service import Role, Service, read_models
from mithaq.store.news import settle

EVERY_S: Final = 10.0
# A process that was not seen for so long is gone: one that lives but hangs would have to be killed.
GONE_AFTER_S: Final = 60.0
_ANNOUNCE: Final = """
    INSERT INTO serving_process (process, release, role, reads, keys)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (process) DO UPDATE SET seen_at = clock_timestamp()
"""
_LEAVE: Final = "DELETE FROM serving_process WHERE process = $1"
_FORGET: Final = """
    DELETE FROM serving_process WHERE seen_at < clock_timestamp() - interval '1 day'
"""
_SERVING: Final = """
    SELECT release, role, reads, keys, started_at, seen_at FROM serving_process
    WHERE seen_at > clock_timestamp() - make_interval(secs => $1) ORDER BY started_at
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A process of the service that lives, and the read models' revisions it reads and moves.

    `reads` is the same for processes that can read the same events.
    """

    release: str
    role: str
    reads: str
    keys: Sequence[str]
    started_at: datetime
    seen_at: datetime


async def keep_announcing(service: Service, kernel: Kernel, role: Role) -> None:
    """Renew this process's row until cancelled; then remove it. Learn what need not be held."""
    pool, process = kernel.database.pool, new_id()
    keys = [model.key for model in read_models(service)]
    await pool.execute(_FORGET)
    try:
        while True:
            release, reads = kernel.settings.release, service.catalogue.digest
            await pool.execute(_ANNOUNCE, process, release, role.value, reads, keys)
            if service.catalogue.news.held:
                await settle(pool, service.catalogue.news)
            await asyncio.sleep(EVERY_S)
    finally:
        await pool.execute(_LEAVE, process)


async def serving(pool: asyncpg.Pool) -> list[Serving]:
    """The processes that were seen lately. Releases before this one do not announce theirs."""
    return [Serving(**row) for row in await pool.fetch(_SERVING, GONE_AFTER_S)]
