"""Takes back lines that a restored store has lost, from a copy of its log: its topic, or audit's.

A line is believed if the hash chain leads to it from the store's own last line. So nothing can be
written that this store had not written before, unless someone found a collision of SHA-256.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from uuid import UUID

import asyncpg

from mithaq.events import LogRecord, decode_metadata
from mithaq.store.chain import link
from mithaq.store.database import Database
from mithaq.store.eras import current_era, take_up
from mithaq.store.log import Head, Log
from mithaq.store.singleton import Singleton, try_acquire

_BATCH: Final = 1_000
# A command's fingerprint travels nowhere: without it, whoever repeats the command gets its result.
UNKNOWN: Final = b""
_THERE: Final = """
    SELECT e.position, e.event_id, e.stream_id, e.version, e.type, e.schema, e.data, e.meta,
           e.recorded_at
    FROM unnest($1::text[], $2::int[]) AS wanted (stream_id, version) JOIN event e
    USING (stream_id, version)
"""
_WRITE: Final = """
    WITH written AS (
        INSERT INTO event (event_id, command_id, command_index, fingerprint, stream_id, version,
                           type, schema, data, meta, recorded_at)
        SELECT event_id, command_id, command_index, $1, stream_id, version, type, schema, data,
               meta, recorded_at
        FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::int[], $7::text[],
                    $8::int[], $9::text[], $10::text[], $11::timestamptz[])
            WITH ORDINALITY AS lost (event_id, command_id, command_index, stream_id, version, type,
                                     schema, data, meta, recorded_at, nth)
        ORDER BY nth
        RETURNING position, stream_id, version
    )
    SELECT * FROM written
"""
_EXTEND: Final = """
    INSERT INTO event_log (seq, position, hash)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[])
"""
_LAST_OF_COMMAND: Final = """
    SELECT command_id, max(command_index) AS last FROM event
    WHERE command_id = ANY($1::uuid[]) GROUP BY command_id
"""
_FIELDS: Final = (
    *("event_id", "stream_id", "version", "type", "schema", "data", "meta", "recorded_at"),
)

Copies = Mapping[int, Sequence[LogRecord]]


class LinesDoNotFollow(RuntimeError):
    """The copy's next line does not follow from the store's last one: they are different pasts."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"line {seq} of the copy does not follow from this store's line {seq - 1}")
        self.seq = seq


class ServiceRunning(RuntimeError):
    """A worker of the service runs: it must not write the log meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """`lines` were written after line `after`; the log ends at `head` now."""

    after: int
    lines: int
    head: Head


async def take_back(database: Database, copies: Copies) -> TakenBack:
    """Write the copied lines behind the end of the log, all or none of each thousand.

    `copies` has by sequence the candidates for that line, mostly one. Events that the store has,
    but not in its log, get their line. Raises LinesDoNotFollow where it is another past, or where
    the store has accepted other events meanwhile; ServiceRunning while a worker runs.
    """
    connection = await database.connect()
    try:
        for kind in Singleton:
            if not await try_acquire(connection, kind):
                raise ServiceRunning("a worker of this service runs: stop it first")
        await current_era(connection)
        head = before = await Log(database.pool).head()
        lines = following(head, copies)
        if (beyond := head.seq + len(lines) + 1) in copies:
            raise LinesDoNotFollow(beyond)
        for start in range(0, len(lines), _BATCH):
            async with connection.transaction():
                await _write(connection, lines[start : start + _BATCH])
        if lines:
            async with connection.transaction():
                await take_up(connection)
            head = Head(lines[-1].seq, lines[-1].hash)
        return TakenBack(after=before.seq, lines=len(lines), head=head)
    finally:
        await connection.close()


def following(head: Head, copies: Copies) -> Sequence[LogRecord]:
    """The copied lines to which the chain leads from `head`, as far as it does."""
    found: list[LogRecord] = []
    seq, previous = head.seq, head.hash
    while candidates := copies.get(seq + 1, ()):
        line = next((each for each in candidates if link(previous, each) == each.hash), None)
        if line is None:
            break
        found.append(line)
        seq, previous = line.seq, line.hash
    return found


async def _write(connection: asyncpg.Connection, lines: Sequence[LogRecord]) -> None:
    there = await _positions(connection, lines)
    lost = [line for line in lines if (line.stream_id, line.version) not in there]
    for row in await connection.fetch(_WRITE, UNKNOWN, *await _columns(connection, lost)):
        there[row["stream_id"], row["version"]] = row["position"]
    await connection.execute(
        _EXTEND,
        [line.seq for line in lines],
        [there[line.stream_id, line.version] for line in lines],
        [line.hash for line in lines],
    )


async def _positions(
    connection: asyncpg.Connection, lines: Sequence[LogRecord]
) -> dict[tuple[str, int], int]:
    """Where the store has events of these lines. Raises LinesDoNotFollow for another event."""
    rows = await connection.fetch(
        _THERE, [line.stream_id for line in lines], [line.version for line in lines]
    )
    there = {(row["stream_id"], row["version"]): row for row in rows}
    for line in lines:
        row = there.get((line.stream_id, line.version))
        if row is not None and line != LogRecord(line.seq, line.hash, *tuple(row)[1:]):
            raise LinesDoNotFollow(line.seq)
    return {key: row["position"] for key, row in there.items()}


async def _columns(
    connection: asyncpg.Connection, lost: Sequence[LogRecord]
) -> Sequence[Sequence[Any]]:
    """The arrays of the statement; a command's events are numbered in the order of the log."""
    commands = [UUID(str(decode_metadata(line.meta).command_id)) for line in lost]
    rows = await connection.fetch(_LAST_OF_COMMAND, list(set(commands)))
    last = {UUID(str(row["command_id"])): row["last"] for row in rows}
    indexes = []
    for command in commands:
        last[command] = last.get(command, 0) + 1
        indexes.append(last[command])
    named = [[getattr(line, name) for line in lost] for name in _FIELDS]
    return [named[0], commands, indexes, *named[1:]]


def copies_of(lines: Iterable[LogRecord]) -> Copies:
    """The candidates by sequence."""
    ordered = sorted(lines, key=lambda line: line.seq)
    return {seq: tuple(each) for seq, each in groupby(ordered, key=lambda line: line.seq)}
