"""What an operator sees of deadlines, and may do with those that a rule refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

# A deadline that is derived and has not run, a failing one among them; then the refused ones, which
# stay although an event may have cancelled them since.
_RUNS: Final = """
    SELECT d.deadline_id, d.kind, d.stream_id, d.part, d.due_at,
           coalesce(r.state, 'pending') AS state, coalesce(r.attempts, 0) AS attempts,
           r.reason, r.detail
    FROM "{schema}".deadline d LEFT JOIN deadline_run r USING (deadline_id)
    WHERE NOT $1 AND (r.state IS NULL OR r.state = 'open')
    UNION ALL
    SELECT deadline_id, kind, stream_id, part, due_at, state, attempts, reason, detail
    FROM deadline_run WHERE state = 'refused'
    ORDER BY due_at, deadline_id LIMIT $2
"""
_RETRY: Final = """
    UPDATE deadline_run SET state = 'open', attempts = 0, ready_at = clock_timestamp(),
        changed_at = clock_timestamp()
    WHERE deadline_id = $1 AND state IN ('refused', 'open') RETURNING true
"""
_CANCEL: Final = """
    WITH pending AS (
        SELECT deadline_id, kind, stream_id, part, due_at FROM "{schema}".deadline
        WHERE deadline_id = $1
        UNION
        SELECT deadline_id, kind, stream_id, part, due_at FROM deadline_run WHERE deadline_id = $1
    )
    INSERT INTO deadline_run (deadline_id, kind, stream_id, part, due_at, state, detail)
    SELECT deadline_id, kind, stream_id, part, due_at, 'cancelled', $2 FROM pending LIMIT 1
    ON CONFLICT (deadline_id) DO UPDATE SET
        state = 'cancelled', detail = excluded.detail, changed_at = clock_timestamp()
    WHERE deadline_run.state IN ('open', 'refused')
    RETURNING true
"""
_LATE: Final = """
    SELECT (SELECT count(*) FROM (
                SELECT FROM "{schema}".deadline d LEFT JOIN deadline_run r USING (deadline_id)
                WHERE d.due_at <= $1 AND (r.state IS NULL OR r.state = 'open') LIMIT $2
            ) AS due) AS due,
           (SELECT d.due_at
            FROM "{schema}".deadline d LEFT JOIN deadline_run r USING (deadline_id)
            WHERE d.due_at <= $1 AND (r.state IS NULL OR r.state = 'open')
            ORDER BY d.due_at LIMIT 1) AS oldest,
           (SELECT count(*) FROM deadline_run WHERE state = 'refused') AS refused
"""
_COUNTED: Final = 10_000  # more than that is told as that


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A deadline that is `pending`, `open` (it failed and is tried again) or `refused`.

    `reason` is the rule that refused it, or the failure; `detail` what either told.
    """

    deadline_id: UUID
    kind: str
    stream_id: str
    part: str
    due_at: datetime
    state: str
    attempts: int
    reason: str | None
    detail: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """How many deadlines are due and not finished, since when, and how many were refused."""

    due: int
    oldest: datetime | None
    refused: int


async def runs(
    pool: asyncpg.Pool, schema: str, *, refused: bool = False, limit: int = 100
) -> Sequence[Run]:
    """Deadlines not finished, and refused ones, in due order; or the refused ones alone."""
    rows = await pool.fetch(_RUNS.format(schema=schema), refused, limit)
    return [Run(**dict(row)) for row in rows]


async def retry(pool: asyncpg.Pool, deadline_id: UUID) -> bool:
    """Have a refused or failing deadline run again at once; False if it is neither.

    It runs if its stream still has it: what an event cancelled since stays cancelled.
    """
    return bool(await pool.fetchval(_RETRY, deadline_id))


async def cancel(pool: asyncpg.Pool, schema: str, deadline_id: UUID, why: str) -> bool:
    """Have a deadline never run, for good; False if there is none, or it ran already."""
    return bool(await pool.fetchval(_CANCEL.format(schema=schema), deadline_id, why))


async def late(pool: asyncpg.Pool, schema: str, now: datetime) -> Late:
    """What the worker has not done in time; of many, the count stops at 10,000."""
    row = await pool.fetchrow(_LATE.format(schema=schema), now, _COUNTED)
    return Late(**dict(row))
