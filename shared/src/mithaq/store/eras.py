"""Store eras: keep the log's order when a store is restored into another PostgreSQL cluster.

Transaction ids belong to a cluster. After a dump is restored into a younger cluster, the stored ids
lie in its future: they would hide events from the sequencer, and new events would sort before old
ones. An era is the time a store spends in one cluster. When an era begins, all existing events are
committed, so `position` alone gives their order; later events have a greater position and a
greater transaction id than the era's own.
"""

from dataclasses import dataclass
from typing import Final

import asyncpg
import structlog

log = structlog.get_logger()

# Appends wait for this lock, and take their transaction id after it is released.
_LOCK: Final = "LOCK TABLE event IN EXCLUSIVE MODE"
_CLUSTER: Final = "SELECT system_identifier FROM pg_control_system()"
_LATEST: Final = "SELECT cluster, xid::text, position FROM store_era ORDER BY era DESC LIMIT 1"
_BEGIN: Final = """
    INSERT INTO store_era (cluster, position)
    SELECT $1, coalesce(max(position), 0) FROM event RETURNING cluster, xid::text, position
"""


@dataclass(frozen=True, slots=True)
class Era:
    """Events up to `position` were restored; later ones have a transaction id above `xid`."""

    cluster: int
    xid: str
    position: int


async def current_era(connection: asyncpg.Connection) -> Era:
    """The era of the connected cluster; begins a new one if the store was restored into it."""
    cluster = await connection.fetchval(_CLUSTER)
    latest = Era(*await connection.fetchrow(_LATEST))
    if latest.cluster == cluster:
        return latest
    async with connection.transaction():
        await connection.execute(_LOCK)
        begun = Era(*await connection.fetchrow(_BEGIN, cluster))
    log.warning("store.era_begun", cluster=cluster, position=begun.position)
    return begun
