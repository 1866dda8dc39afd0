"""At the limit of parked streams the projector is taken to be broken, and the consumer stops."""

from dataclasses import replace

import pytest
from mithaq.operations.dead_letters import list_dead_letters
from mithaq.operations.parked import parked
from mithaq.projections import (
    DeadLetterLimit,
    ProjectorBroken,
    ReadModel,
    Tail,
    rebuild_own,
    replay,
)
from mithaq.projections.model import Subscription
from mithaq.store import Signal
from mithaq.testing.flow import lenient, rows

from .conftest import Counting, poisoned


def strict(model: ReadModel, most: int) -> Subscription:
    return replace(model.subscription(), limit=DeadLetterLimit(max_parked=most))


async def step(counting: Counting, subscription: Subscription) -> int:
    return await Tail(counting.database, subscription, Signal(), Signal()).step()


async def halted(counting: Counting) -> str | None:
    query = "SELECT max(reason) FROM halted_consumer"
    reason: str | None = await counting.database.pool.fetchval(query)
    return reason


async def test_at_the_limit_a_consumer_stops_and_stores_no_dead_letter(
    counting: Counting,
) -> None:
    for nth in range(4):
        await counting.count(f"counter-{nth}", 13)
    await counting.count("counter-z", 1)
    await counting.sequence()
    (model,) = counting.session.service.own
    with pytest.raises(ProjectorBroken, match="3 parked streams"):
        await step(counting, strict(model, 3))
    assert await list_dead_letters(counting.database.engine) == []
    place = "SELECT seq FROM read_model WHERE name = 'totals'"
    assert await counting.database.pool.fetchval(place) == 0
    assert await halted(counting) == "ValueError: thirteen"


async def test_it_continues_once_the_projector_is_corrected(counting: Counting) -> None:
    await counting.count("counter-a", 13)
    await counting.count("counter-b", 13)
    await counting.sequence()
    (model,) = counting.session.service.own
    with pytest.raises(ProjectorBroken):
        await step(counting, strict(model, 1))
    assert await step(counting, strict(replace(model, project=lenient), 1)) == 2
    assert await halted(counting) is None
    assert await rows(counting.database) == {"counter-a": 13, "counter-b": 13}


async def test_as_many_as_allowed_are_parked_and_the_others_go_on(counting: Counting) -> None:
    await counting.count("counter-a", 13)
    await counting.count("counter-b", 13, 1)
    await counting.count("counter-c", 1)
    await counting.sequence()
    (model,) = counting.session.service.own
    assert await step(counting, strict(model, 2)) == 4
    assert len(await parked(counting.database.engine)) == 2
    assert await rows(counting.database) == {"counter-c": 1}


async def test_a_rebuild_with_a_broken_projector_leaves_the_live_rows(counting: Counting) -> None:
    for nth in range(101):
        await counting.count(f"counter-{nth}", 13)
    await counting.sequence()
    (model,) = counting.session.service.own
    assert await step(counting, replace(model, project=lenient).subscription()) == 101
    with pytest.raises(ProjectorBroken, match="totals__next has 100 parked"):
        await rebuild_own(counting.database, model)
    assert len(await rows(counting.database)) == 101


async def test_a_replay_that_fails_beyond_the_limit_changes_nothing(counting: Counting) -> None:
    async with poisoned(counting) as model:
        await counting.count("counter-b", 13)
        await counting.sequence()
        await counting.project()
        before = await list_dead_letters(counting.database.engine)
        with pytest.raises(ProjectorBroken):
            await replay(counting.database.engine, strict(model, 1))
        assert await list_dead_letters(counting.database.engine) == before
