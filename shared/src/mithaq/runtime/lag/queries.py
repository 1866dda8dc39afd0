"""The SQL queries behind the lag measurement; each uses an index, however long the log is."""

from collections.abc import Iterable
from typing import Final

import asyncpg

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
_LOG: Final = f"""
    WITH {SEQUENCER_CURSOR}, waiting AS (
        SELECT recorded_at FROM event
        WHERE (event.xid, event.position) >
              ((SELECT xid FROM sequenced), (SELECT position FROM sequenced))
          AND event.xid < pg_snapshot_xmax(pg_current_snapshot())
          AND event.position > (SELECT restored FROM sequenced)
        UNION ALL
        SELECT recorded_at FROM event
        WHERE NOT (SELECT past_restored FROM sequenced)
          AND event.position <= (SELECT restored FROM sequenced)
          AND NOT EXISTS (SELECT FROM event_log WHERE event_log.position = event.position)
    )
    SELECT (SELECT seq FROM sequenced) AS seq, count(*) AS unsequenced,
           extract(epoch FROM clock_timestamp() - min(recorded_at))::float8 * 1000 AS oldest_ms
    FROM waiting
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
    SELECT consumer, sum(dead)::bigint AS dead_letters, sum(parked)::bigint AS parked_streams,
           max(why) AS halted
    FROM (
        SELECT consumer, count(*) AS dead, 0 AS parked, NULL AS why
        FROM dead_letter GROUP BY consumer
        UNION ALL
        SELECT consumer, 0, count(*), NULL FROM parked_stream GROUP BY consumer
        UNION ALL
        SELECT consumer, 0, 0, reason FROM halted_consumer
    ) AS counted GROUP BY consumer ORDER BY consumer
"""


async def log(pool: asyncpg.Pool) -> asyncpg.Record:
    """Columns: seq, unsequenced, oldest_ms (age of the oldest unsequenced event)."""
    return await pool.fetchrow(_LOG)


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
