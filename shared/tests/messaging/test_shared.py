"""Subscriptions of one consumer share a transaction a poll, and none is held back by another."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from mithaq.events import Recorded
from mithaq.messaging import Consumer
from mithaq.messaging.claiming import near
from mithaq.projections import (
    DeadLetterLimit,
    ModelTables,
    NotOurs,
    ProjectorBroken,
    ReadModel,
    Subscription,
    prepare,
)
from mithaq.store import Database
from mithaq.testing.counter import Counted
from mithaq.testing.flow import Producing, run_until
from sqlalchemy import Column, Integer, Table, Text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

NAMES = ("first", "second", "third")


def model(name: str, producing: Producing) -> ReadModel:
    """Adds up the numbers of each stream; 13 breaks `second` alone."""
    tables = ModelTables(name)
    columns = (Column("stream_id", Text, primary_key=True), Column("total", Integer))
    row = Table("row", tables, *columns)

    async def add_up(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
        for each in events:
            if each.event.by == 13 and name == "second":
                raise ValueError("thirteen")
            new = insert(row).values(stream_id=each.stream_id, total=each.event.by)
            more = {"total": row.c.total + new.excluded.total}
            upsert = new.on_conflict_do_update(index_elements=["stream_id"], set_=more)
            await connection.execute(upsert)

    return ReadModel(metadata=tables, catalogue=producing.catalogue, project=add_up)


class Shared:
    """Three read models of another service's events."""

    def __init__(self, database: Database, producing: Producing) -> None:
        self.database, self.producing = database, producing
        self.models = [model(name, producing) for name in NAMES]
        self.subscriptions = [each.subscription() for each in self.models]

    def consumer(self, *followed: Subscription) -> Consumer:
        subscriptions = followed or self.subscriptions
        group = f"{self.producing.source}.{'+'.join(each.name for each in subscriptions)}"
        return Consumer(self.database, self.producing.kafka, subscriptions, group)

    async def send(self, stream: str, *numbers: int) -> None:
        await self.producing.count(stream, *numbers)
        await self.producing.publish()

    async def totals(self, name: str) -> dict[str, int]:
        return dict(await self.database.pool.fetch(f"SELECT stream_id, total FROM {name}.row"))

    async def until(self, wanted: dict[str, dict[str, int]], *consumers: Consumer) -> None:
        async def there() -> bool:
            return {name: await self.totals(name) for name in wanted} == wanted

        await run_until(there, *(each.run() for each in consumers or [self.consumer()]))

    async def offsets(self) -> dict[str, int]:
        query = "SELECT consumer, sum(next_offset)::int FROM consumer_offset GROUP BY consumer"
        return dict(await self.database.pool.fetch(query))


@pytest.fixture
async def shared(consuming: Database, producing: Producing) -> Shared:
    made = Shared(consuming, producing)
    await prepare(consuming.engine, made.models)
    return made


def everywhere(totals: dict[str, int]) -> dict[str, dict[str, int]]:
    return {name: totals for name in NAMES}  # noqa: C420 - not one dict for all


async def test_each_gets_every_line_once_and_their_offsets_are_level(shared: Shared) -> None:
    await shared.send("counter-a", 1, 2, 3)
    await shared.send("counter-b", 4)
    await shared.until(everywhere({"counter-a": 6, "counter-b": 4}))
    assert await shared.offsets() == dict.fromkeys(NAMES, 4)


async def test_a_failing_one_parks_its_stream_and_the_others_apply_it(shared: Shared) -> None:
    await shared.send("counter-a", 1, 13, 2)
    await shared.send("counter-b", 4)
    whole = {"counter-a": 16, "counter-b": 4}
    wanted = {"first": whole, "second": {"counter-a": 1, "counter-b": 4}, "third": whole}
    await shared.until(wanted)
    assert await shared.offsets() == dict.fromkeys(NAMES, 4)
    letters = await shared.database.pool.fetch("SELECT DISTINCT consumer FROM dead_letter")
    assert [row["consumer"] for row in letters] == ["second"]


async def test_a_broken_one_is_named_and_the_others_are_not_held_back(shared: Shared) -> None:
    await shared.send("counter-a", 13)
    first, second, third = shared.subscriptions
    strict = replace(second, limit=DeadLetterLimit(max_parked=0))
    with pytest.raises(ProjectorBroken) as broken:
        async with asyncio.timeout(30):
            await shared.consumer(first, strict, third).run()
    assert broken.value.consumer == "second"
    assert await shared.offsets() == {"first": 1, "second": 0, "third": 1}
    await shared.send("counter-b", 4)
    whole = {"counter-a": 13, "counter-b": 4}
    await shared.until({"first": whole, "third": whole}, shared.consumer(first, third))


async def test_one_behind_the_others_is_read_for_from_its_place(shared: Shared) -> None:
    first, second, third = shared.subscriptions
    await shared.send("counter-a", *range(1, 8))
    ahead = {"first": {"counter-a": 28}, "third": {"counter-a": 28}}
    await shared.until(ahead, shared.consumer(first, third))
    await shared.send("counter-a", 2)
    await shared.until(everywhere({"counter-a": 30}), shared.consumer(first, second, third))
    assert await shared.offsets() == dict.fromkeys(NAMES, 8)


async def test_one_alone_catches_up_to_the_end_and_returns(shared: Shared) -> None:
    first, second, _ = shared.subscriptions
    await shared.send("counter-a", *range(1, 8))
    await shared.until({"first": {"counter-a": 28}}, shared.consumer(first))
    topics = {each.name: each.sources for each in (first, second)}
    async with asyncio.timeout(30):
        await shared.consumer(second).catch_up()
    assert await shared.totals("second") == {"counter-a": 28}
    assert await near(shared.database.pool, topics) == {"first", "second"}


async def test_two_groups_that_feed_the_same_rows_apply_each_line_once(shared: Shared) -> None:
    """As two releases side by side may have them."""
    first, second, third = shared.subscriptions
    both = shared.consumer(first, second), shared.consumer(second, third)
    for nth in range(5):
        await shared.send(f"counter-{nth}", 1, 2)
    await shared.until(everywhere({f"counter-{nth}": 3 for nth in range(5)}), *both)
    await shared.send("counter-5", 7)
    await shared.until(
        everywhere({f"counter-{nth}": 3 for nth in range(5)} | {"counter-5": 7}), *both
    )


async def test_who_finds_another_releases_row_leaves_it_alone(shared: Shared) -> None:
    await shared.send("counter-a", 1)
    await shared.until(everywhere({"counter-a": 1}))
    await shared.database.pool.execute("UPDATE read_model SET revision = 7 WHERE name = 'second'")
    consumer = shared.consumer()
    await shared.send("counter-a", 1)
    with pytest.raises(NotOurs) as left:
        async with asyncio.timeout(30):
            await consumer.run()
    assert left.value.consumer == "second"
    assert await shared.totals("second") == {"counter-a": 1}


def hearing_only(subscription: Subscription, stream: str) -> Subscription:
    """The same, but only this stream concerns it."""
    return replace(subscription, concerns=lambda _source, line: line.stream_id == stream)


async def test_lines_that_concern_nobody_are_passed_over_and_saved_a_little_later(
    shared: Shared,
) -> None:
    deaf = [hearing_only(each, "counter-z") for each in shared.subscriptions]
    await shared.send("counter-a", *range(1, 8))

    async def saved() -> bool:
        return await shared.offsets() == dict.fromkeys(NAMES, 7)

    await run_until(saved, shared.consumer(*deaf).run())
    assert await shared.totals("first") == {}


async def test_what_was_passed_over_is_saved_with_the_next_line_that_concerns(
    shared: Shared,
) -> None:
    hearing = [hearing_only(each, "counter-z") for each in shared.subscriptions]
    await shared.send("counter-a", 1, 2, 3)
    await shared.send("counter-z", 4)
    await shared.send("counter-b", 5)
    await shared.send("counter-z", 6)
    await shared.until(everywhere({"counter-z": 10}), shared.consumer(*hearing))
    await shared.send("counter-z", 1)
    await shared.until(everywhere({"counter-z": 11}), shared.consumer(*hearing))


async def test_two_groups_pass_over_what_concerns_nobody_and_apply_the_rest_once(
    shared: Shared,
) -> None:
    hearing = [hearing_only(each, "counter-z") for each in shared.subscriptions]
    first, second, third = hearing
    both = [shared.consumer(first, second).run(), shared.consumer(second, third).run()]
    sent = 0

    async def there() -> bool:
        nonlocal sent
        if sent < 6:
            sent += 1
            await shared.send(f"counter-{sent}", 1)
            await shared.send("counter-z", sent)
        wanted = everywhere({"counter-z": 21})
        return {name: await shared.totals(name) for name in NAMES} == wanted

    await run_until(there, *both, seconds=60)
