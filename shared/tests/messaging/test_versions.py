"""A stream with events of version 1 followed by events of version 2."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mithaq.events import Catalogue, Provenance, Recorded
from mithaq.messaging import Consumer, rebuild_foreign
from mithaq.projections import Reader, ReadModel, Tail, prepare, rebuild_own, replay
from mithaq.store import Database, PostgresEventStore, Signal, Streams
from mithaq.testing.counter import request
from mithaq.testing.flow import METADATA, TOTAL, Producing, lenient, rows, run_until, totals
from mithaq.testing.levels import take_as_level
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Version 2, with several numbers instead of one. Version 1 is the kernel's `Counted`."""

    steps: tuple[int, ...]


def in_steps(old: dict[str, Any]) -> dict[str, Any]:
    return {"steps": [old["by"]]}


def second(source: str) -> Catalogue[Counted]:
    return Catalogue(source, {("Counted", 2): Counted}, {("Counted", 1): in_steps})


def evolve(total: int, event: Counted, _: Provenance) -> int:
    return total + sum(event.steps)


async def add_steps(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
    for recorded in events:
        row = insert(TOTAL).values(stream_id=recorded.stream_id, total=sum(recorded.event.steps))
        more = {"total": TOTAL.c.total + row.excluded.total}
        await connection.execute(row.on_conflict_do_update(index_elements=["stream_id"], set_=more))


def model(source: str) -> ReadModel:
    return ReadModel(metadata=METADATA, catalogue=second(source), project=add_steps)


async def both(producing: Producing) -> Streams[int, Counted]:
    """1 and 2 counted by the old code, then 3 + 4 by the new one, on one stream."""
    await producing.count("counter-a", 1, 2)
    store = PostgresEventStore(producing.database.pool)
    counters = Streams(store, second(producing.source), 0, evolve)
    assert (await counters.load("counter-a")).state == 3
    await counters.run("counter-a", lambda _: [Counted(steps=(3, 4))], request())
    return counters


async def test_streams_fold_both_versions(producing: Producing) -> None:
    counters = await both(producing)
    assert (await counters.load("counter-a")).state == 10
    afresh = Streams(counters.store, second(producing.source), 0, evolve)
    assert (await afresh.load("counter-a")).state == 10
    stored = await producing.database.pool.fetch("SELECT schema FROM event ORDER BY position")
    assert [each["schema"] for each in stored] == [1, 1, 2]


async def test_an_own_read_model_and_its_rebuild_read_both(producing: Producing) -> None:
    database, own = producing.database, model(producing.source)
    await prepare(database.engine, [own])
    await take_as_level(database)
    await both(producing)
    await producing.publish()
    tail = Tail(database, own.subscription(), Signal(), Signal())
    reader = Reader(database, own, Signal())

    async def told() -> bool:
        async with reader.connect() as connection:
            found = (await connection.execute(select(TOTAL.c.total))).scalars().all()
        return bool(found == [10])

    await run_until(told, tail.run())
    await rebuild_own(database, own)
    assert await told()


async def test_a_consumer_and_its_rebuild_read_both(
    producing: Producing, consuming: Database
) -> None:
    await both(producing)
    await producing.publish()
    theirs = model(producing.source)
    consumer = Consumer(consuming, producing.kafka, theirs.subscription(), producing.source)
    await run_until(lambda: _are(consuming, {"counter-a": 10}), consumer.run())
    assert await rebuild_foreign(consuming, producing.kafka, theirs) == 3
    assert await rows(consuming) == {"counter-a": 10}


async def test_a_consumer_deployed_too_late_parks_the_stream_and_replays_it(
    producing: Producing, consuming: Database
) -> None:
    """The producer was deployed first: the stream waits for the consumer's new code."""
    await both(producing)
    await producing.count("counter-b", 5)
    await producing.publish()
    old = replace(totals(producing.catalogue), project=lenient).subscription()
    consumer = Consumer(consuming, producing.kafka, old, producing.source)
    await run_until(lambda: _are(consuming, {"counter-a": 3, "counter-b": 5}, 1), consumer.run())
    reason = await consuming.pool.fetchval("SELECT reason FROM dead_letter")
    assert reason.startswith("UnknownEventVersion")
    assert (await replay(consuming.engine, model(producing.source).subscription())).failing == 0
    assert await rows(consuming) == {"counter-a": 10, "counter-b": 5}


async def _are(database: Database, wanted: dict[str, int], dead_letters: int = 0) -> bool:
    dead = await database.pool.fetchval("SELECT count(*) FROM dead_letter")
    return bool(dead == dead_letters and await rows(database) == wanted)
