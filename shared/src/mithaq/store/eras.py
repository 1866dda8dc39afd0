"""Store eras: keep the log's order when a store is restored, and tell that it was.

Transaction ids belong to a cluster. After a dump is restored into a younger cluster, the stored ids
lie in its future: they would hide events from the sequencer, and new events would sort before old
ones. An era is the time a store spends in one place: one table of one database, on one timeline of
one cluster. When an era begins, all existing events are committed, so `position` alone gives their
order; later events have a greater position and a greater transaction id than the era's own.

Each era but the first began with a restore or a failover, and tells where the log ended then. What
others received of this log beyond that line, this store has lost: until the relay has compared the
log with its topic, no new line is written, so that the lost ones can be taken back.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

import asyncpg
import structlog

from mithaq.store.database import Database

log = structlog.get_logger()

# Appends wait for this lock, and take their transaction id after it is released.
_LOCK: Final = "LOCK TABLE event IN EXCLUSIVE MODE"
# A restored table has another OID, a restored database too; a standby that takes over, or a
# recovery to a point in time, goes on in another timeline.
PLACE: Final = """
    SELECT c.system_identifier AS cluster,
           concat_ws('/', d.oid, 'store_era'::regclass::oid, p.timeline_id) AS place
    FROM pg_control_system() c, pg_control_checkpoint() p, pg_database d
    WHERE d.datname = current_database()
"""
_LATEST: Final = """
    SELECT cluster, xid::text, position, place FROM store_era ORDER BY era DESC LIMIT 1
"""
_BEGIN: Final = """
    INSERT INTO store_era (cluster, position, place, seq)
    SELECT $1, (SELECT coalesce(max(position), 0) FROM event), $2,
           (SELECT coalesce(max(seq), 0) FROM event_log)
    RETURNING cluster, xid::text, position, place
"""
# Eras that began before places were kept: where they are is known only now.
_SETTLE: Final = """
    UPDATE store_era SET place = $1 WHERE era = (SELECT max(era) FROM store_era) AND place IS NULL
"""
_RESTORES: Final = """
    SELECT seq FROM store_era WHERE seq IS NOT NULL AND era > 1 ORDER BY era
"""
_COMPARED: Final = """
    UPDATE store_era SET compared = true
    WHERE era = (SELECT max(era) FROM store_era) AND NOT compared
"""
# With a finding the relay has compared, and the log does not fit.
_MAY_GROW: Final = """
    SELECT (SELECT compared FROM store_era ORDER BY era DESC LIMIT 1) AS compared,
           EXISTS (SELECT FROM finding WHERE part = 'relay' AND code LIKE 'topic-%') AS unfit
"""
_MOVE: Final = """
    UPDATE store_era
    SET xid = pg_current_xact_id(), compared = true,
        position = (SELECT coalesce(max(position), 0) FROM event),
        seq = (SELECT coalesce(max(seq), 0) FROM event_log)
    WHERE era = (SELECT max(era) FROM store_era)
"""
_UNFIT: Final = "SELECT EXISTS (SELECT FROM finding WHERE part = 'relay' AND code LIKE 'topic-%')"
_LOOK_S: Final = 0.2
# Kafka may be away for longer than a service should stand still.
_COMPARED_WITHIN_S: Final = 60.0


class LogLacksLines(RuntimeError):
    """The store was restored from an older backup: what is accepted now could make two pasts."""


@dataclass(frozen=True, slots=True)
class Era:
    """Events up to `position` were restored; later ones have a transaction id above `xid`.

    `place` is where the store is: null in an era that began before places were kept.
    """

    cluster: int
    xid: str
    position: int
    place: str | None


async def current_era(connection: asyncpg.Connection) -> Era:
    """The era of the store where it is now; begins a new one if it was restored there."""
    cluster, place = await connection.fetchrow(PLACE)
    latest = Era(*await connection.fetchrow(_LATEST))
    if latest.cluster == cluster and latest.place is None:
        await connection.execute(_SETTLE, place)
        return latest
    if (latest.cluster, latest.place) == (cluster, place):
        return latest
    async with connection.transaction():
        await connection.execute(_LOCK)
        latest = Era(*await connection.fetchrow(_LATEST))
        if (latest.cluster, latest.place) == (cluster, place):
            return latest  # another process was first
        begun = Era(*await connection.fetchrow(_BEGIN, cluster, place))
    log.warning("store.era_begun", cluster=cluster, place=place, position=begun.position)
    return begun


async def restores(connection: asyncpg.Connection | asyncpg.Pool) -> Sequence[int]:
    """Where the log ended at each restore of the store, in order; empty if there was none."""
    return [row["seq"] for row in await connection.fetch(_RESTORES)]


async def compared(connection: asyncpg.Connection) -> None:
    """The log agrees with its topic: it may grow."""
    await connection.execute(_COMPARED)


async def await_compared(
    connection: asyncpg.Connection, *, within_s: float = _COMPARED_WITHIN_S
) -> None:
    """Return once the log may grow in this era: compared, or not to be compared in time.

    While the relay tells that the log does not fit its topic, it never returns.
    """
    deadline = monotonic() + within_s
    while True:
        row = await connection.fetchrow(_MAY_GROW)
        if row["compared"]:
            return
        if not row["unfit"] and monotonic() > deadline:
            log.warning("store.not_compared", waited_s=within_s)
            return
        await asyncio.sleep(_LOOK_S)


async def until_compared(database: Database) -> None:
    """As `await_compared`, in a session of its own: for who appends without being asked to.

    What a restored store appends before its lost lines are taken back contradicts them.
    """
    connection = await database.connect()
    try:
        await current_era(connection)
        await await_compared(connection)
    finally:
        await connection.close()


async def ensure_fits(pool: asyncpg.Pool) -> None:
    """Raises LogLacksLines while the relay tells that the log does not fit its topic."""
    if await pool.fetchval(_UNFIT):
        raise LogLacksLines


async def take_up(connection: asyncpg.Connection) -> None:
    """Begin the current era anew after its lost lines were written back: none is lost any more."""
    await connection.execute(_LOCK)
    await connection.execute(_MOVE)
