"""Which names of streams and events the event table's constraints allow."""

import asyncpg
import pytest
from mithaq.ids import new_id
from mithaq.store import Database, NewEvent, PostgresEventStore, Write


async def append(database: Database, stream: str, event: str) -> None:
    new = NewEvent(new_id(), event, 1, "{}", "{}")
    store = PostgresEventStore(database.pool)
    await store.append([Write(stream, 0, [new])], new_id(), b"f")


@pytest.mark.parametrize("stream", ["a", "counter-1", "a.b:c_d-E9", "s" * 200])
@pytest.mark.parametrize("event", ["A", "PartyInvited2", "E" * 100])
async def test_a_valid_stream_id_is_accepted(database: Database, stream: str, event: str) -> None:
    await append(database, stream, event)


@pytest.mark.parametrize("stream", ["", "s" * 201, "a b", "a/b", "a\n", "\na", "é", "a[", "^"])
async def test_another_stream_id_is_refused(database: Database, stream: str) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await append(database, stream, "Counted")


@pytest.mark.parametrize("event", ["", "E" * 101, "A-b", "a.b", "A\n", "É", "A_b"])
async def test_another_event_name_is_refused(database: Database, event: str) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await append(database, "counter-a", event)
