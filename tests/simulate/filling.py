"""Puts the ministry's events into a store as if they had been appended over the years.

COPY writes them, month by month, because ten years of commands at any rate would take days; the
sequencer then orders and chains them as it does every event. What is skipped is deciding and the
check of the expected version: versions are dense by construction.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

import asyncpg
from mithaq.store import Database, Sequencer, Signal

from tests.simulate.library import Library
from tests.simulate.ministry import Stretch

FIRST_DAY: Final = datetime(2016, 1, 1, tzinfo=UTC)
_COLUMNS: Final = (
    "event_id",
    "command_id",
    "command_index",
    "fingerprint",
    "stream_id",
    "version",
    "type",
    "schema",
    "data",
    "meta",
    "recorded_at",
)
_FINGERPRINT: Final = bytes(32)
_BATCH: Final = 20_000


async def fill(database: Database, library: Library, month: int, come: Sequence[Stretch]) -> int:
    """Write what comes in one month; returns how many events that was."""
    count = 0
    async with database.pool.acquire() as connection:
        rows: list[tuple[Any, ...]] = []
        for row in _rows(library, month, come):
            rows.append(row)
            if len(rows) == _BATCH:
                count += await _copied(connection, rows)
        return count + await _copied(connection, rows)


async def sequence(database: Database) -> None:
    """Give every event its place in the log."""
    connection = await database.connect()
    try:
        sequencer = Sequencer(database, Signal(), Signal())
        await sequencer.resume(connection)
        while await sequencer.advance(connection):
            pass
    finally:
        await connection.close()


async def _copied(connection: asyncpg.Connection, rows: list[tuple[Any, ...]]) -> int:
    written = len(rows)
    if rows:
        await connection.copy_records_to_table("event", records=rows, columns=_COLUMNS)
        rows.clear()
    return written


def _rows(library: Library, month: int, come: Sequence[Stretch]) -> Iterator[tuple[Any, ...]]:
    """The month's events, one stretch of a convention after the other, spread over its days."""
    at = FIRST_DAY + timedelta(days=month * 365.25 / 12)
    step = timedelta(days=365.25 / 12) / max(1, sum(each.upto - each.after for each in come))
    for stretch in come:
        stream = f"convention-{stretch.life.convention_id}"
        for version, line in library.lines(stretch):
            at += step
            command = _id(stretch.life.convention_id, version, "command")
            event = _id(stretch.life.convention_id, version, "event")
            content = (line.type, line.schema, line.data, line.meta)
            yield (event, command, 1, _FINGERPRINT, stream, version, *content, at)


def _id(convention: UUID, version: int, what: str) -> UUID:
    return uuid5(convention, f"{what}-{version}")
