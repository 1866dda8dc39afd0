"""Dry runs on PostgreSQL: they wait for nobody and nobody waits for them."""

import asyncio
from typing import Any

import pytest
from mithaq.errors import NotFound, VersionConflict
from mithaq.ids import new_id
from mithaq.money import Money
from mithaq.store import Change, Database, PostgresEventStore, Streams, append_to, remember
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request
from mithaq.trials import Part, Trial, Tried, changes

Counters = Streams[int, Counted]


@pytest.fixture
def counters(store: PostgresEventStore) -> Counters:
    return Streams(store, catalogue(), 0, evolve, figures=lambda total: {"total": total})


def counter() -> str:
    return f"counter-{new_id()}"


def dry(**asked: Any) -> Any:
    from dataclasses import replace

    return replace(request(**asked), dry_run=True)


async def tried(counters: Counters, stream: str, by: int, **asked: Any) -> Trial:
    with pytest.raises(Tried) as ended:
        await counters.run(stream, counting(by), dry(**asked))
    return ended.value.trial


async def test_a_trial_takes_no_lock_that_a_writer_waits_for(
    database: Database, counters: Counters
) -> None:
    """It ends while every table of commands and events is locked against writers."""
    stream, session = counter(), await database.connect()
    await counters.run(stream, counting(1), request())
    async with session.transaction():
        await session.execute("LOCK TABLE event, command IN EXCLUSIVE MODE")
        told = await asyncio.wait_for(tried(counters, stream, 4), 5)
    assert [(each.figure, each.before, each.after) for each in told.changes] == [("total", 1, 5)]
    await session.close()


async def test_a_trial_assigns_no_transaction_and_no_position(
    database: Database, counters: Counters
) -> None:
    stream, next_position = counter(), "SELECT last_value FROM event_position_seq"
    before = await database.pool.fetchval(next_position)
    for _ in range(3):
        await tried(counters, stream, 4)
    assert await database.pool.fetchval(next_position) == before
    assert await database.pool.fetchval("SELECT count(*) FROM command") == 0


async def test_a_trial_sees_what_the_command_would_see(counters: Counters) -> None:
    """Its version, its refusals; and a key that was used does not answer it."""
    stream, command = counter(), new_id()
    await counters.run(stream, counting(1), request(command))
    assert [each.version for each in (await tried(counters, stream, 2, command_id=command)).events]
    with pytest.raises(VersionConflict) as stale:
        await counters.run(stream, counting(2), dry(expected=0))
    assert stale.value.current == 1

    def refuse(_: int) -> list[Counted]:
        raise NotFound

    with pytest.raises(NotFound):
        await counters.run(stream, refuse, dry(command_id=command))


async def test_of_two_streams_both_are_told(counters: Counters, store: PostgresEventStore) -> None:
    parts = [Change(counters, counter(), counting(nth)) for nth in (1, 2)]
    with pytest.raises(Tried) as ended:
        await append_to(parts, dry())
    told = [(each.stream_id, each.version) for each in ended.value.trial.events]
    assert told == [(each.stream_id, 1) for each in parts]
    for each in parts:
        assert not await store.load(each.stream_id)


async def test_a_dry_run_that_gets_as_far_as_its_rows_ends_there(database: Database) -> None:
    """A service that writes rows of its own and forgot to ask."""
    with pytest.raises(Tried):
        async with database.engine.begin() as connection:
            await remember(connection, dry(), "thing-1", 1)
    assert await database.pool.fetchval("SELECT count(*) FROM command") == 0


def test_only_parts_that_became_others_are_described() -> None:
    described: list[str] = []

    def figures(name: str, paid: int) -> Any:
        def told() -> dict[str, Any]:
            described.append(name)
            return {"paid": Money(paid), "stage": "paid" if paid else "planned"}

        return told

    same = object()
    before: dict[str, Any] = {
        "state": "on",
        "a": Part(same, figures("a", 1)),
        "b": Part(object(), figures("b", 0)),
    }
    after: dict[str, Any] = {
        "state": "on",
        "a": Part(same, figures("a", 1)),
        "b": Part(object(), figures("b", 5)),
    }
    told = [(each.figure, each.before, each.after) for each in changes(before, after)]
    assert told == [("b.paid", Money(0), Money(5)), ("b.stage", "planned", "paid")]
    assert described == ["b", "b"]
    (made, _) = changes({}, {"c": Part(object(), figures("c", 1))})
    assert (made.figure, made.before, made.after) == ("c.paid", None, Money(1))
