"""Several read models of one service share a transaction, and only that."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from mithaq.events import Recorded
from mithaq.projections import NotOurs, ProjectorBroken, ReadModel, Subscription, Tails, prepare
from mithaq.projections.limit import DeadLetterLimit
from mithaq.projections.model_tables import ModelTables
from mithaq.projections.replay import replay
from mithaq.store import Database, PostgresEventStore, Sequencer, Signal, Streams
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request
from mithaq.testing.flow import run_until
from sqlalchemy import Column, Integer, Table, Text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

NAMES = ("first", "second", "third")


def model(name: str) -> ReadModel:
    """Adds up the numbers of each stream; 13 breaks `second` alone."""
    row = Table(
        "row",
        ModelTables(name),
        Column("stream_id", Text, primary_key=True),
        Column("total", Integer),
    )

    async def add_up(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
        for each in events:
            if each.event.by == 13 and name == "second":
                raise ValueError("thirteen")
            new = insert(row).values(stream_id=each.stream_id, total=each.event.by)
            more = {"total": row.c.total + new.excluded.total}
            upsert = new.on_conflict_do_update(index_elements=["stream_id"], set_=more)
            await connection.execute(upsert)

    return ReadModel(metadata=row.metadata, catalogue=catalogue(), project=add_up)  # type: ignore[arg-type]


MODELS = [model(name) for name in NAMES]


class Service:
    """A store with three read models, all followed by one `Tails`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.counters = Streams(PostgresEventStore(database.pool), catalogue(), 0, evolve)
        self.subscriptions = [each.subscription() for each in MODELS]

    def tails(self, *changed: Subscription) -> Tails:
        subscriptions = changed or self.subscriptions
        return Tails(self.database, subscriptions, Signal(), Signal(), batch=4)

    async def count(self, stream: str, *numbers: int) -> None:
        for number in numbers:
            await self.counters.run(stream, counting(number), request())
        connection = await self.database.connect()
        sequencer = Sequencer(self.database, Signal(), Signal())
        await sequencer.resume(connection)
        while await sequencer.advance(connection):
            """The whole log."""
        await connection.close()

    async def follow(self, tails: Tails | None = None) -> None:
        following = tails or self.tails()
        await following.begin()
        while await following.step():
            """To the end of the log."""

    async def totals(self) -> dict[str, dict[str, int]]:
        return {
            name: dict(await self.database.pool.fetch(f"SELECT stream_id, total FROM {name}.row"))
            for name in NAMES
        }

    async def seqs(self) -> list[int]:
        rows = await self.database.pool.fetch("SELECT seq FROM read_model ORDER BY name")
        return [row["seq"] for row in rows]

    async def transactions(self) -> int:
        await self.database.pool.execute("SELECT pg_stat_force_next_flush()")
        return int(await self.database.pool.fetchval(_TRANSACTIONS))


_WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
_TRANSACTIONS = "SELECT pg_current_xact_id()::text::bigint"


def everywhere(totals: dict[str, int]) -> dict[str, dict[str, int]]:
    return {name: totals for name in NAMES}  # noqa: C420 - not one dict for all


@pytest.fixture
async def service(database: Database) -> Service:
    await prepare(database.engine, MODELS)
    return Service(database)


async def test_all_are_filled_and_level(service: Service) -> None:
    await service.count("counter-a", 1, 2, 3)
    await service.count("counter-b", 4, 5, 6)
    await service.follow()
    assert await service.totals() == everywhere({"counter-a": 6, "counter-b": 15})
    assert await service.seqs() == [6, 6, 6]


async def test_a_batch_is_one_transaction_for_all(service: Service) -> None:
    await service.count("counter-a", 1, 2, 3)
    before = await service.transactions()
    tails = service.tails()
    await tails.begin()
    assert await tails.step() == 3
    assert await service.transactions() - before == 2  # ours, and the one that asks


async def test_lines_that_concern_nobody_take_no_transaction_of_projectors(
    service: Service,
) -> None:
    await service.count("counter-a", 1)
    deaf = [replace(each, concerns=lambda *_: False) for each in service.subscriptions]
    await service.follow(service.tails(*deaf))
    assert await service.totals() == everywhere({})
    assert await service.seqs() == [1, 1, 1]


async def test_a_failing_one_parks_its_stream_and_the_others_go_on(service: Service) -> None:
    await service.count("counter-a", 1, 13, 2)
    await service.count("counter-b", 4)
    await service.follow()
    whole = {"counter-a": 16, "counter-b": 4}
    assert await service.totals() == {
        "first": whole,
        "second": {"counter-a": 1, "counter-b": 4},
        "third": whole,
    }
    assert await service.seqs() == [4, 4, 4]
    await service.count("counter-a", 7)
    await service.follow()
    assert (await service.totals())["second"]["counter-a"] == 1
    letters = await service.database.pool.fetch("SELECT consumer, seq FROM dead_letter")
    assert sorted(tuple(row) for row in letters) == [("second", 2), ("second", 3), ("second", 5)]


async def test_a_broken_one_is_named_and_the_others_are_not_held_back(service: Service) -> None:
    await service.count("counter-a", 13)
    first, second, third = service.subscriptions
    strict = replace(second, limit=DeadLetterLimit(max_parked=0))
    with pytest.raises(ProjectorBroken) as broken:
        await service.follow(service.tails(first, strict, third))
    assert broken.value.consumer == "second"
    assert await service.seqs() == [1, 0, 1]


async def test_one_behind_the_others_catches_up_first(service: Service) -> None:
    await service.count("counter-a", *range(1, 10))
    first, _, third = service.subscriptions
    await service.follow(service.tails(first, third))
    await service.count("counter-a", 10)
    await service.follow()
    assert await service.totals() == everywhere({"counter-a": 55})


async def test_two_processes_apply_each_line_once(service: Service) -> None:
    await service.count("counter-a", 1)

    async def counts() -> bool:
        await service.count("counter-a", 1)
        return await service.seqs() == [31] * 3 or await _behind(service, 31)

    await run_until(counts, service.tails().run(), service.tails().run())
    total = await service.database.pool.fetchval("SELECT count(*) FROM event_log")
    await service.follow()
    assert await service.totals() == everywhere({"counter-a": total})


async def _behind(service: Service, lines: int) -> bool:
    return int(await service.database.pool.fetchval("SELECT count(*) FROM event_log")) >= lines


async def test_what_a_replay_unparks_while_a_claim_waits_is_not_parked_again(
    service: Service,
) -> None:
    """The claim reads what is parked once it holds the rows, not before it waited for them."""
    await service.count("counter-a", 13)
    await service.follow()
    await service.count("counter-a", 1)
    mended = replace(service.subscriptions[1], apply=_nothing)
    holding, unparked = asyncio.Event(), asyncio.Event()

    async def slowly(*_: Any) -> None:
        holding.set()
        await unparked.wait()

    tails = service.tails()
    await tails.begin()
    replaying = asyncio.create_task(replay(service.database.engine, replace(mended, apply=slowly)))
    await holding.wait()
    stepping = asyncio.create_task(tails.step())
    await run_until(lambda: _somebody_waits(service.database))
    unparked.set()
    await asyncio.gather(replaying, stepping)
    assert (await service.totals())["second"] == {"counter-a": 1}
    assert await service.database.pool.fetchval("SELECT count(*) FROM dead_letter") == 0


async def _nothing(*_: Any) -> None:
    """Applies everything, and writes nothing."""


async def _somebody_waits(database: Database) -> bool:
    return bool(await database.pool.fetchval(_WAITING))


CHANGES: list[Callable[[Database], Any]] = [
    lambda database: database.pool.execute(
        "UPDATE read_model SET revision = 7 WHERE name = 'second'"
    ),
    lambda database: database.pool.execute("DELETE FROM read_model WHERE name = 'second'"),
]


@pytest.mark.parametrize("change", CHANGES, ids=["another revision", "gone"])
async def test_who_finds_another_releases_row_leaves_it_alone(
    service: Service, change: Callable[[Database], Any]
) -> None:
    await service.count("counter-a", 1)
    await change(service.database)
    tails = service.tails()
    await tails.begin()
    with pytest.raises(NotOurs) as left:
        await tails.step()
    assert left.value.consumer == "second"
    assert await service.totals() == {
        "first": {"counter-a": 1},
        "second": {},
        "third": {"counter-a": 1},
    }
