"""The table of pending deadlines, derived from the log: one per stream, kind and part."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    DateTime,
    Index,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    func,
    or_,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.projections import ModelTables


class Row(NamedTuple):
    """A deadline that an event set; it replaces that of the same stream, kind and part."""

    stream_id: str
    kind: str
    part: str
    deadline_id: UUID
    due_at: datetime
    cause: UUID
    correlation_id: str


class Gone(NamedTuple):
    """Deadlines that an event cancelled: of any kind, or part, where that is None."""

    stream_id: str
    kind: str | None
    part: str | None

    def covers(self, row: Row) -> bool:
        """Whether it cancels this one, a deadline of the same stream."""
        return self.kind in (None, row.kind) and self.part in (None, row.part)


_GONE: Final = (
    func.unnest(
        bindparam("streams", type_=ARRAY(Text)),
        bindparam("kinds", type_=ARRAY(Text)),
        bindparam("parts", type_=ARRAY(Text)),
    )
    .table_valued("stream_id", "kind", "part", name="gone")
    .render_derived()
)
_KEY: Final = ("stream_id", "kind", "part")


class DeadlineTable:
    """The pending deadlines of one revision, and how a batch of events changes them."""

    def __init__(self, revision: int) -> None:
        self.metadata = ModelTables("deadlines", revision=revision)
        table = Table(
            "deadline",
            self.metadata,
            Column("stream_id", Text(collation="C"), primary_key=True),
            Column("kind", Text, primary_key=True),
            Column("part", Text(collation="C"), primary_key=True),
            Column("deadline_id", Uuid, nullable=False, unique=True),
            Column("due_at", DateTime(timezone=True), nullable=False),
            Column("cause", Uuid, nullable=False),
            Column("correlation_id", Text, nullable=False),
            Index("deadline_order", "due_at", "deadline_id"),
        )
        new = insert(table)
        self._upsert = new.on_conflict_do_update(
            index_elements=_KEY,
            set_={name: new.excluded[name] for name in Row._fields if name not in _KEY},
        )
        self._delete = delete(table).where(
            table.c.stream_id == _GONE.c.stream_id,
            or_(_GONE.c.kind.is_(None), table.c.kind == _GONE.c.kind),
            or_(_GONE.c.part.is_(None), table.c.part == _GONE.c.part),
        )

    async def write(self, connection: AsyncConnection, changes: Sequence[Row | Gone]) -> bool:
        """Write what a batch of events changed, in two statements; whether it set any."""
        gone, new = folded(changes)
        if gone:
            streams, kinds, parts = map(list, zip(*gone, strict=True))
            arrays = {"streams": streams, "kinds": kinds, "parts": parts}
            await connection.execute(self._delete, arrays)
        if new:
            await connection.execute(self._upsert, [row._asdict() for row in new])
        return bool(new)


def folded(changes: Sequence[Row | Gone]) -> tuple[Sequence[Gone], Sequence[Row]]:
    """What to delete first, and what to write then, so that these changes hold in their order."""
    pending: defaultdict[str, dict[tuple[str, str], Row]] = defaultdict(dict)
    gone: list[Gone] = []
    for change in changes:
        mine = pending[change.stream_id]
        if isinstance(change, Gone):
            gone.append(change)
            for key in [key for key, row in mine.items() if change.covers(row)]:
                del mine[key]
        else:
            mine[change.kind, change.part] = change
    return gone, [row for mine in pending.values() for row in mine.values()]
