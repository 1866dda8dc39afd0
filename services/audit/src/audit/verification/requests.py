"""Verifications that somebody asked for: at most one a log, run by a worker.

A log is not verified more often than it can bear: the next run begins after a rest of `RESTS`
times what the last one took. Whoever asks meanwhile joins the one that waits or runs.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

RESTS: Final = 4
_LEAST_REST_S: Final = 2
_ABANDONED_S: Final = 60  # a run that told nothing for so long has died

# A waiting or running one is joined: the update that changes nothing has the row returned.
_ASK: Final = text("""
    INSERT INTO log_verification AS known
        (source, requested_at, requested_by, not_before, verified_seq, end_seq)
    VALUES (:source, clock_timestamp(), :by, clock_timestamp(), 0, 0)
    ON CONFLICT (source) DO UPDATE SET
        (requested_at, requested_by, not_before,
         started_at, seen_at, finished_at, verified_seq, end_seq) = (
            SELECT excluded.requested_at, excluded.requested_by,
                greatest(excluded.not_before, known.finished_at + greatest(
                    :rests * (known.finished_at - known.started_at), make_interval(secs => :least)
                )), NULL::timestamptz, NULL::timestamptz, NULL::timestamptz, 0, 0
            WHERE known.finished_at IS NOT NULL
            UNION ALL
            SELECT known.requested_at, known.requested_by, known.not_before, known.started_at,
                known.seen_at, known.finished_at, known.verified_seq, known.end_seq
            WHERE known.finished_at IS NULL
        )
    RETURNING *
""")
_CLAIM: Final = text("""
    UPDATE log_verification SET
        started_at = clock_timestamp(), seen_at = clock_timestamp(), verified_seq = 0, end_seq = 0
    WHERE source = (
        SELECT source FROM log_verification
        WHERE finished_at IS NULL AND not_before <= clock_timestamp()
        AND (seen_at IS NULL OR seen_at < clock_timestamp() - make_interval(secs => :abandoned))
        ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING *
""")
# Guarded by the run: one that was taken for dead and goes on changes nothing.
_NOTE: Final = text("""
    UPDATE log_verification SET
        seen_at = clock_timestamp(), verified_seq = :verified, end_seq = :end
    WHERE source = :source AND started_at = :started_at
""")
_FINISH: Final = text("""
    UPDATE log_verification SET finished_at = clock_timestamp(), verified_seq = :verified
    WHERE source = :source AND started_at = :started_at
""")
_FIND: Final = text("SELECT * FROM log_verification WHERE source = :source")


class Progress(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A verification that was asked for; it runs from `not_before` on, up to line `end_seq`."""

    source: str
    requested_at: datetime
    requested_by: str
    not_before: datetime
    started_at: datetime | None
    seen_at: datetime | None
    finished_at: datetime | None
    verified_seq: int
    end_seq: int

    @property
    def state(self) -> Progress:
        if self.finished_at is not None:
            return Progress.DONE
        return Progress.WAITING if self.started_at is None else Progress.RUNNING


@dataclass(frozen=True, slots=True)
class Requests:
    """The table of them. Each method is one statement, for any number of processes."""

    engine: AsyncEngine

    async def ask(self, source: str, by: str) -> Requested:
        """Ask for a verification, or join the one that waits or runs."""
        values = {"source": source, "by": by, "rests": RESTS, "least": _LEAST_REST_S}
        async with self.engine.begin() as connection:
            row = (await connection.execute(_ASK, values)).one()
        return Requested(**row._mapping)

    async def claim(self) -> Requested | None:
        """The next one to run, ours until it is finished or told nothing for a minute."""
        return await self._one(_CLAIM, abandoned=_ABANDONED_S)

    def noting(self, run: Requested) -> Callable[[int, int], Awaitable[None]]:
        """Tells how far a run came, and where its log ends."""

        async def note(verified: int, end: int) -> None:
            await self._do(_NOTE, run, verified=verified, end=end)

        return note

    async def finish(self, run: Requested, verified: int) -> None:
        await self._do(_FINISH, run, verified=verified)

    async def find(self, source: str) -> Requested | None:
        """The last one that was asked for."""
        return await self._one(_FIND, source=source)

    async def _one(self, statement: TextClause, **values: Any) -> Requested | None:  # noqa: ANN401
        async with self.engine.begin() as connection:
            row = (await connection.execute(statement, values)).one_or_none()
        return Requested(**row._mapping) if row else None

    async def _do(self, statement: TextClause, run: Requested, **values: Any) -> None:  # noqa: ANN401
        values |= {"source": run.source, "started_at": run.started_at}
        async with self.engine.begin() as connection:
            await connection.execute(statement, values)
