"""Runs the migrations of a store, in one process at a time, while other processes serve it.

Each migration is a transaction of its own, without the time limits of the service's sessions. What
must lock a table others use waits for it only briefly and then steps back: behind a statement that
waits for an exclusive lock every append would wait too.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final, TypeVar

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from mithaq.store.failures import is_transient
from mithaq.store.migration_lock import FORMER, OURS, migration_lock
from mithaq.store.revisions import Revisions, kernel_revisions, service_revisions

log = structlog.get_logger()
logging.getLogger("alembic").setLevel(logging.WARNING)  # we say ourselves what was applied

A = TypeVar("A")

# A lock on a table was not to be had in time; a deadlock with somebody's transaction.
_IN_THE_WAY: Final = ("55P03", "40P01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a migration waits for a table's lock, and for how long it tries again, in seconds.

    Appends wait as long as it does, so `lock` is short.
    """

    lock: float = 0.3
    pause: float = 1.0
    give_up: float = 900.0


PATIENT: Final = Patience()


class MigrationFailed(Exception):
    """A migration failed; those before it are kept, and the former release serves the store."""

    def __init__(self, revision: str, reason: str) -> None:
        super().__init__(
            f"migration {revision} failed ({reason}). Nothing of it is kept, but for an index it "
            "may have begun, which the next attempt makes again; the former release serves the "
            "store as before. Correct the cause and start this release again, or stay with the "
            "former one"
        )
        self.revision, self.reason = revision, reason


async def migrate(
    engine: AsyncEngine, *, service: Path | None = None, patience: Patience = PATIENT
) -> None:
    """Apply the kernel's migrations, then those of the service's own folder if it has one.

    Of several processes that start at once one migrates; the others wait, however long it takes,
    and find nothing to do. Raises MigrationFailed, and StoreTooNew if this release is too old for
    the store.
    """
    chains = [kernel_revisions(), *([service_revisions(service)] if service else [])]
    async with _session(engine) as connection:
        for chain in chains:
            if await _on(connection, chain.pending) or not await _on(connection, chain.above_floor):
                await _upgrade(connection, chain, patience)


async def _upgrade(connection: AsyncConnection, chain: Revisions, patience: Patience) -> None:
    async with migration_lock(connection, OURS):
        if await _on(connection, chain.above_floor):
            await _apply_all(connection, chain, patience)
            return
        async with migration_lock(connection, FORMER):
            await _apply_all(connection, chain, patience)


async def _apply_all(connection: AsyncConnection, chain: Revisions, patience: Patience) -> None:
    await _on(connection, chain.adopt)
    for revision in await _on(connection, chain.pending):
        begun = monotonic()
        await _apply(connection, chain, revision, patience)
        log.info("migration.applied", revision=revision, seconds=round(monotonic() - begun, 3))
    await _on(connection, chain.raise_floor)


async def _apply(
    connection: AsyncConnection, chain: Revisions, revision: str, patience: Patience
) -> None:
    """Apply one migration, as often as somebody is in its way."""
    end = monotonic() + patience.give_up
    while True:
        try:
            await connection.execute(text(f"SET lock_timeout = {int(patience.lock * 1_000)}"))
            await connection.commit()
            await connection.run_sync(chain.apply, revision)
        except Exception as error:
            if connection.invalidated:
                raise
            await connection.rollback()
            if not _in_the_way(error) and is_transient(error):
                raise
            if not _in_the_way(error) or monotonic() > end:
                raise MigrationFailed(revision, _brief(error)) from error
        else:
            return
        log.info("migration.steps_back", revision=revision, again_in=patience.pause)
        await asyncio.sleep(patience.pause)


def _in_the_way(error: Exception) -> bool:
    return getattr(getattr(error, "orig", None), "sqlstate", None) in _IN_THE_WAY


def _brief(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return f"{type(cause).__name__}: {cause}".splitlines()[0][:500]


async def _on(connection: AsyncConnection, ask: Callable[[Connection], A]) -> A:
    """The answer of a method of `Revisions`, in a transaction of its own."""
    answer = await connection.run_sync(ask)
    await connection.commit()
    return answer


# Nothing is too long here; and a server notices that its client was killed in the midst of it.
_SESSION: Final = (
    "SET statement_timeout = 0",
    "SET idle_in_transaction_session_timeout = 0",
    "SET max_parallel_maintenance_workers = 0",  # the processors are for those who serve
    "SET client_connection_check_interval = '2s'",
)


@asynccontextmanager
async def _session(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection with limits of its own, closed at the end: nothing returns to the pool."""
    async with engine.connect() as connection:
        for setting in _SESSION:
            await connection.execute(text(setting))
        await connection.commit()
        try:
            yield connection
        finally:
            if not connection.invalidated:
                await connection.invalidate()
