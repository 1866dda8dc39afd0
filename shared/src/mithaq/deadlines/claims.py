"""SQL on due deadlines: which are next, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

from mithaq.deadlines.description import Deadline

# Those of the earliest moment alone: what fell due later begins when they are finished, or failed.
# A failed one holds back the later ones of its own stream, and no others. Being claimed counts as
# an attempt, from the ninth on with a pause: a deadline whose command ends the process does not
# stop every other one for ever, and a process that is killed for other reasons loses no order.
_CLAIM: Final = """
    WITH ready AS (
        SELECT d.* FROM "{schema}".deadline d LEFT JOIN deadline_run r USING (deadline_id)
        WHERE d.due_at <= $1
          AND (r.state IS NULL OR (r.state = 'open' AND r.ready_at <= clock_timestamp()))
          AND NOT EXISTS (
              SELECT FROM deadline_run failed JOIN "{schema}".deadline f USING (deadline_id)
              WHERE failed.stream_id = d.stream_id AND failed.state = 'open'
                AND failed.ready_at > clock_timestamp() AND failed.due_at < d.due_at
          )
        ORDER BY d.due_at, d.deadline_id LIMIT $2
    ),
    claimed AS (
        INSERT INTO deadline_run
            (deadline_id, kind, stream_id, part, due_at, state, attempts)
        SELECT deadline_id, kind, stream_id, part, due_at, 'open', 1 FROM ready
        WHERE due_at = (SELECT min(due_at) FROM ready)
        ON CONFLICT (deadline_id) DO UPDATE SET
            attempts = deadline_run.attempts + 1,
            ready_at = clock_timestamp() + CASE WHEN deadline_run.attempts < 8 THEN interval '0'
                ELSE least($3, 2 ^ least(deadline_run.attempts - 8, 30)) * interval '1 second' END,
            changed_at = clock_timestamp()
        WHERE deadline_run.state = 'open'
        RETURNING deadline_id
    )
    SELECT d.deadline_id, d.kind, d.stream_id, d.part, d.due_at, d.cause, d.correlation_id
    FROM ready d JOIN claimed USING (deadline_id) ORDER BY d.deadline_id
"""
_FINISH: Final = """
    UPDATE deadline_run SET state = new.state, reason = new.reason, detail = new.detail,
        changed_at = clock_timestamp()
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
        AS new (deadline_id, state, reason, detail)
    WHERE deadline_run.deadline_id = new.deadline_id AND deadline_run.state = 'open'
"""
# The pause grows with the attempts; the claim counted this one already.
_POSTPONE: Final = """
    UPDATE deadline_run SET reason = $2, detail = $3, changed_at = clock_timestamp(),
        ready_at = clock_timestamp() + least($4, 2 ^ least(attempts - 1, 30)) * interval '1 second'
    WHERE deadline_id = $1 AND state = 'open'
"""
# Killed between the append and the mark, a worker leaves an open row whose deadline its own event
# has cancelled since; so does any event that cancels a failing one.
_SETTLE: Final = """
    UPDATE deadline_run SET changed_at = clock_timestamp(), state = CASE
        WHEN EXISTS (SELECT FROM event WHERE command_id = deadline_id) THEN 'done'
        ELSE 'cancelled' END
    WHERE state = 'open' AND NOT EXISTS (
        SELECT FROM "{schema}".deadline d WHERE d.deadline_id = deadline_run.deadline_id
    )
"""
_NEXT: Final = """
    SELECT least(
        (SELECT min(d.due_at) FROM "{schema}".deadline d WHERE d.due_at > $1) - $1,
        (SELECT min(r.ready_at) FROM deadline_run r JOIN "{schema}".deadline d USING (deadline_id)
         WHERE r.state = 'open' AND r.ready_at > clock_timestamp()) - clock_timestamp()
    )
"""
_LONGEST_PAUSE_S: Final = 3_600
_MAX_DETAIL: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A deadline that ran: `reason` is the rule that refused its command, if one did."""

    deadline_id: UUID
    reason: str | None = None
    detail: str | None = None

    @property
    def state(self) -> str:
        return "done" if self.reason is None else "refused"


class Claims:
    """Claims due deadlines of one derived table, and says what became of them."""

    def __init__(self, schema: str, *, longest_pause_s: float = _LONGEST_PAUSE_S) -> None:
        self._claim, self._next = _CLAIM.format(schema=schema), _NEXT.format(schema=schema)
        self._settle = _SETTLE.format(schema=schema)
        self._longest_pause_s = longest_pause_s

    async def claim(
        self, connection: asyncpg.Connection, now: datetime, limit: int
    ) -> Sequence[Deadline]:
        """Up to `limit` deadlines of the earliest moment at which some are due and not finished."""
        rows = await connection.fetch(self._claim, now, limit, self._longest_pause_s)
        return [Deadline(**dict(row)) for row in rows]

    async def finish(self, connection: asyncpg.Connection, finished: Sequence[Finished]) -> None:
        columns = [
            [each.deadline_id for each in finished],
            [each.state for each in finished],
            [each.reason for each in finished],
            [storable(each.detail) for each in finished],
        ]
        await connection.execute(_FINISH, *columns)

    async def postpone(
        self, connection: asyncpg.Connection, deadline_id: UUID, failure: Exception
    ) -> None:
        """Have it tried again later: in a second first, in an hour at most."""
        reason, detail = type(failure).__name__, storable(str(failure))
        await connection.execute(_POSTPONE, deadline_id, reason, detail, self._longest_pause_s)

    async def settle(self, connection: asyncpg.Connection) -> None:
        """Say what became of tried deadlines that are not pending any more."""
        await connection.execute(self._settle)

    async def seconds_to_next(self, connection: asyncpg.Connection, now: datetime) -> float | None:
        """Until something may be claimed; None if nothing is pending."""
        left = await connection.fetchval(self._next, now)
        return None if left is None else float(left.total_seconds())


def storable(text: str | None) -> str | None:
    """A failure may quote, at any length, text that PostgreSQL cannot store."""
    if text is None:
        return None
    return text[:_MAX_DETAIL].encode(errors="replace").decode().replace("\x00", "�")
