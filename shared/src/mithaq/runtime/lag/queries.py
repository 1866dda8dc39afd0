"""The SQL queries behind the lag measurement; each uses an index, however long the log is."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import asyncpg


class LogEnd(NamedTuple):
    """The log's last line; how many events wait behind it (at most `MOST` are counted), and the age
    of the oldest in milliseconds.
    """

    seq: int
    unsequenced: int
    oldest_ms: float | None


# The sequencer's cursor: (xid, position) within an era, position alone for restored events
# (store/eras.py).
SEQUENCER_CURSOR: Final = """
    last AS (
        SELECT l.seq, e.xid, e.position
        FROM event_log l JOIN event e USING (position) ORDER BY l.seq DESC LIMIT 1
    ),
    era AS (SELECT xid, position FROM store_era ORDER BY era DESC LIMIT 1),
    sequenced AS (
        SELECT coalesce(last.seq, 0) AS seq, era.position AS restored,
               coalesce(last.position > era.position, era.position = 0) AS past_restored,
               CASE WHEN last.position > era.position THEN last.xid ELSE era.xid END AS xid,
               CASE WHEN last.position > era.position THEN last.position ELSE era.position END
                   AS position
        FROM era LEFT JOIN last ON true
    )
"""
_CURSOR: Final = f"""
    WITH {SEQUENCER_CURSOR}
    SELECT seq, restored, past_restored, xid::text AS xid, position FROM sequenced
"""  # noqa: S608
# Counts stop here: how many more there are is no use to anybody, and would cost a scan.
MOST: Final = 10_000
# In one query with the cursor PostgreSQL may choose to scan the table by position: half a second at
# a million events, every ten seconds, in each worker (measured).
_WAITING: Final = f"""
    SELECT count(*) AS unsequenced,
           extract(epoch FROM clock_timestamp() - min(recorded_at))::float8 * 1000 AS oldest_ms
    FROM (
        SELECT recorded_at FROM event
        WHERE (xid, position) > ($1::text::xid8, $2) AND position > $3
          AND xid < pg_snapshot_xmax(pg_current_snapshot())
        ORDER BY event.xid, event.position LIMIT {MOST}
    ) AS waiting
"""  # noqa: S608
# Only the last positions before a restore can have been unsequenced then: a sequencer is some
# milliseconds behind. What was older and is not in the log is lost, which `verify` tells.
_BEFORE_RESTORE: Final = 1_000
_RESTORED_WAITING: Final = f"""
    SELECT count(*) AS unsequenced,
           extract(epoch FROM clock_timestamp() - min(recorded_at))::float8 * 1000 AS oldest_ms
    FROM (
        SELECT recorded_at FROM event
        WHERE position > $1 - {_BEFORE_RESTORE} AND position <= $1
          AND NOT EXISTS (SELECT FROM event_log WHERE event_log.position = event.position)
    ) AS waiting
"""  # noqa: S608
_AGES: Final = """
    SELECT applied.seq,
           extract(epoch FROM clock_timestamp() - e.recorded_at)::float8 * 1000 AS ms
    FROM unnest($1::bigint[]) AS applied (seq)
    LEFT JOIN event_log l ON l.seq = applied.seq + 1
    LEFT JOIN event e ON e.position = l.position
"""
# Only a transaction that has written has a backend_xid; a prepared one has no process any more.
_OLDEST_WRITE: Final = """
    SELECT * FROM (
        SELECT pid, application_name AS application, datname AS database,
               coalesce(state, 'unknown') AS state,
               extract(epoch FROM clock_timestamp() - xact_start)::float8 AS seconds
        FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND xact_start IS NOT NULL
        UNION ALL
        SELECT 0, gid, database, 'prepared',
               extract(epoch FROM clock_timestamp() - prepared)::float8
        FROM pg_prepared_xacts
    ) AS open ORDER BY seconds DESC LIMIT 1
"""
_RELAY: Final = "SELECT seq FROM relay_cursor WHERE topic = $1"
_READ_MODELS: Final = "SELECT name, seq, revision FROM read_model"
_OFFSETS: Final = "SELECT consumer, topic, partition, next_offset FROM consumer_offset"
_LETTERS: Final = """
    SELECT consumer, sum(dead)::bigint AS dead_letters, sum(forged)::bigint AS forged,
           sum(parked)::bigint AS parked_streams, max(why) AS halted
    FROM (
        SELECT consumer, count(*) AS dead, count(*) FILTER (WHERE seq < 0 AND type = 'Forged')
               AS forged, 0 AS parked, NULL AS why
        FROM dead_letter GROUP BY consumer
        UNION ALL
        SELECT consumer, 0, 0, count(*), NULL FROM parked_stream GROUP BY consumer
        UNION ALL
        SELECT consumer, 0, 0, 0, reason FROM halted_consumer
    ) AS counted GROUP BY consumer ORDER BY consumer
"""


async def log(pool: asyncpg.Pool) -> LogEnd:
    """The end of the log, and what waits behind it."""
    cursor = await pool.fetchrow(_CURSOR)
    at = (cursor["xid"], cursor["position"], cursor["restored"])
    waiting = [await pool.fetchrow(_WAITING, *at)]
    if not cursor["past_restored"]:
        waiting.append(await pool.fetchrow(_RESTORED_WAITING, cursor["restored"]))
    ages = [row["oldest_ms"] for row in waiting if row["oldest_ms"] is not None]
    return LogEnd(
        seq=cursor["seq"],
        unsequenced=sum(row["unsequenced"] for row in waiting),
        oldest_ms=max(ages, default=None),
    )


async def ages(pool: asyncpg.Pool, seqs: Iterable[int]) -> dict[int, float | None]:
    """For each log sequence, the age in milliseconds of the next line, if there is one."""
    rows = await pool.fetch(_AGES, list(seqs))
    return {row["seq"]: row["ms"] for row in rows}


async def oldest_write(pool: asyncpg.Pool) -> asyncpg.Record | None:
    return await pool.fetchrow(_OLDEST_WRITE)


async def relay(pool: asyncpg.Pool, topic: str) -> int:
    return await pool.fetchval(_RELAY, topic) or 0


async def read_models(pool: asyncpg.Pool) -> dict[str, tuple[int, int]]:
    """Log sequence and revision by read model."""
    return {name: (seq, revision) for name, seq, revision in await pool.fetch(_READ_MODELS)}


async def offsets(pool: asyncpg.Pool) -> dict[tuple[str, str, int], int]:
    """The next offset by consumer, topic and partition."""
    rows = await pool.fetch(_OFFSETS)
    return {(name, topic, partition): offset for name, topic, partition, offset in rows}


async def letters(pool: asyncpg.Pool) -> dict[str, asyncpg.Record]:
    """Counts by consumer, for consumers that have any."""
    return {row["consumer"]: row for row in await pool.fetch(_LETTERS)}
