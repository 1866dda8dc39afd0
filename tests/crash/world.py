"""The campaign's shared configuration, and read models that show any lost or repeated event."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mithaq.events import Recorded
from mithaq.messaging import Kafka
from mithaq.projections import ModelTables, ReadModel
from mithaq.testing.counter import Counted, catalogue
from sqlalchemy import BigInteger, Column, Integer, Table, Text, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

SOURCE: Final = "ma.mithaq.counters"
GROUP: Final = "crash.foreign"
OWN, FOREIGN = "own", "foreign"


@dataclass(frozen=True, slots=True)
class World:
    """Two services' databases, the broker between them, and the folder of the writers' records."""

    producing: str
    consuming: str
    kafka: Kafka
    folder: Path
    seed: int

    def record(self, writer: str) -> Path:
        return self.folder / f"{writer}.jsonl"

    @property
    def assignments(self) -> Path:
        """A file with one byte for each assignment of partitions to a consumer."""
        return self.folder / "assignments"


def trail(before: str, event_id: object) -> str:
    """A running hash over a stream's event ids in order, starting from the empty text."""
    return hashlib.sha256(f"{before}{event_id}".encode()).hexdigest()


def read_model(name: str) -> ReadModel:
    """Per stream: total, number of events, and the trail.

    An event that is missed, applied twice or out of order changes the row for good.
    """
    metadata = ModelTables(name)
    table = Table(
        "tally",
        metadata,
        Column("stream_id", Text, primary_key=True),
        Column("total", BigInteger, nullable=False),
        Column("events", Integer, nullable=False),
        Column("trail", Text, nullable=False),
    )

    async def project(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
        wanted = select(table).where(table.c.stream_id.in_({each.stream_id for each in events}))
        rows: dict[str, Any] = {
            row.stream_id: row._asdict() for row in await connection.execute(wanted)
        }
        for each in events:
            fresh = {"stream_id": each.stream_id, "total": 0, "events": 0, "trail": ""}
            row = rows.setdefault(each.stream_id, fresh)
            row["total"] += each.event.by
            row["events"] += 1
            row["trail"] = trail(row["trail"], each.event_id)
        written = insert(table).values(list(rows.values()))
        changed = {key: written.excluded[key] for key in ("total", "events", "trail")}
        await connection.execute(
            written.on_conflict_do_update(index_elements=["stream_id"], set_=changed)
        )

    return ReadModel(metadata=metadata, catalogue=catalogue(SOURCE), project=project)
