"""The writers' states and their snapshots."""

from dataclasses import dataclass
from typing import Any, Final

from mithaq.events import Provenance
from mithaq.store import Database, PostgresSnapshots, Snapshots, StateForm
from mithaq.testing.counter import Counted

EVERY: Final = 5  # events: so that they are taken, and begun at, all the time
_SNAPSHOTS: Final = "SELECT stream_id, state_schema FROM snapshot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    total: int = 0


FORM: Final = StateForm(Sum, revision=1)


def evolve(state: Sum, event: Counted, _: Provenance) -> Sum:
    return Sum(total=state.total + event.by)


def snapshots_of(database: Database) -> Snapshots[Sum]:
    return Snapshots(PostgresSnapshots(database.pool), FORM, every=EVERY)


async def taken(connection: Any) -> dict[str, tuple[int, int]]:
    """Of each stream that has a snapshot: its version and its total."""
    store, found = PostgresSnapshots(connection), dict[str, tuple[int, int]]()
    for stream, schema in await connection.fetch(_SNAPSHOTS):
        snapshot = await store.read(stream, schema)
        if snapshot is not None:
            *_, state = FORM.reading(snapshot.frames)
            found[stream] = snapshot.version, state.total if state else 0
    return found
