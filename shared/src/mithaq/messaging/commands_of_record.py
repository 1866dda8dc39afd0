"""The commands of record: which command led to which lines, for whoever sent it to compare.

One record for each command that changed something, under its id. It names the organisation and the
capacity that gave it, and no person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

import asyncpg
import orjson
from pydantic import TypeAdapter

from mithaq.canonical import canonical
from mithaq.events import LogRecord
from mithaq.messaging.derived import DerivedTopic, Entry

# Every line of the commands that end among these: one may have begun in an earlier batch.
_COMMANDS: Final = """
    SELECT l.seq, e.command_id::text AS id, encode(e.fingerprint, 'hex') AS fingerprint,
           e.stream_id, e.version, e.type, e.meta, e.recorded_at
    FROM event_log AS mine JOIN event AS ours USING (position)
    JOIN event e ON e.command_id = ours.command_id JOIN event_log l ON l.position = e.position
    WHERE mine.seq BETWEEN $1 AND $2 AND NOT EXISTS (
        SELECT FROM event AS later
        WHERE later.command_id = ours.command_id AND later.position > ours.position
    )
    ORDER BY l.seq
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOfRecord:
    """A line of the log: its number there, its stream and version, and the event's name."""

    seq: int
    stream: str
    version: int
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandOfRecord:
    """A command that was accepted and changed something, with what it led to.

    `command_id` is the idempotency key it was sent under; `fingerprint` the SHA-256 of what was
    sent, in hexadecimal. `organisation` is null for those who act for none.
    """

    command_id: UUID
    organisation: str | None
    capacity: str
    causation_id: UUID | None
    effective_date: date
    fingerprint: str
    recorded_at: datetime
    events: Sequence[EventOfRecord]


_COMMAND: Final = TypeAdapter(CommandOfRecord)


async def commands_of(pool: asyncpg.Pool, lines: Sequence[LogRecord]) -> list[Entry]:
    """An entry for each command whose last line is among these."""
    rows = await pool.fetch(_COMMANDS, lines[0].seq, lines[-1].seq)
    by_command: dict[str, list[asyncpg.Record]] = {}
    for row in rows:
        by_command.setdefault(row["id"], []).append(row)
    return [_entry(name, found) for name, found in by_command.items()]


def _entry(name: str, rows: Sequence[asyncpg.Record]) -> Entry:
    meta = orjson.loads(rows[0]["meta"])
    command = CommandOfRecord(
        command_id=UUID(name),
        organisation=meta["actor"]["organisation"],
        capacity=meta["actor"]["capacity"],
        causation_id=meta["causation_id"],
        effective_date=date.fromisoformat(meta["effective_date"]),
        fingerprint=rows[0]["fingerprint"],
        recorded_at=rows[0]["recorded_at"],
        events=[
            EventOfRecord(
                seq=row["seq"], stream=row["stream_id"], version=row["version"], type=row["type"]
            )
            for row in rows
        ],
    )
    value = canonical(_COMMAND.dump_python(command, mode="json"))
    return Entry(name, value, rows[-1]["seq"])


COMMANDS: Final = DerivedTopic(
    name="commands", compacted=False, derive=commands_of, schema=_COMMAND.json_schema()
)
