"""Read models say what `evolve` says, after every batch, wherever the batches are cut."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from conventions.catalogue import SOURCE
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.lifecycle import INITIAL, decide, evolve
from conventions.domain.takeover.events import TakeoverEvent
from conventions.domain.tranches.events import TrancheEvent
from conventions.read_models.convention_list import CONVENTION_LIST
from conventions.read_models.obligation_list import OBLIGATION_LIST, OwedEvent
from conventions.read_models.tranche_schedule import TRANCHE_SCHEDULE
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from mithaq.errors import MithaqError
from mithaq.events import Recorded
from mithaq.testing.given import SOMEBODY
from mithaq.testing.recorded import recorded
from sqlalchemy.ext.asyncio import AsyncConnection

from ..campaigns import campaign
from ..chances import COMMANDS, attempts, made
from ..conftest import Running
from ..lives import LIVES
from ..people import DAY, ID
from ..story import (
    Story,
    agreed,
    drafted,
    in_force,
    negotiated,
    origin_of,
    ready_to_sign,
    state_of,
)
from ..tranches.story import scheduled
from ..walks import walk
from .rows import assert_reads_as

STARTS = (drafted, negotiated, agreed, ready_to_sign, in_force, scheduled, *LIVES)
Batch = Sequence[ConventionEvent]


@pytest.mark.parametrize("size", [1, 1000])
@pytest.mark.parametrize("life", LIVES)
async def test_a_whole_life_reads_as_it_evolves(
    running: Running, life: Callable[[], Story], size: int
) -> None:
    history = life().history
    await _project(running, (history[n : n + size] for n in range(0, len(history), size)))


# Shrinking a walk takes minutes on a database: what failed is shown as it was drawn.
@settings(campaign, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(data=st.data())
async def test_property_a_walk_reads_as_it_evolves(running: Running, data: st.DataObject) -> None:
    history = _walked(data, data.draw(st.sampled_from(STARTS))())
    await _project(running, _cut(data, history))


def _walked(data: st.DataObject, story: Story) -> Batch:
    """The events of the story, and of a walk that goes on from there."""
    history, state = list(story.history), state_of(story)
    for _ in range(data.draw(st.integers(0, 40))):
        wild = data.draw(st.integers(0, 3)) == 0
        command = made(state, data.draw(attempts())) if wild else walk(data, state, COMMANDS)
        try:
            events = decide(state, command)
        except MithaqError:
            continue
        for event in events:
            state = evolve(state, event, origin_of(command))
        history += events
    return history


def _cut(data: st.DataObject, history: Batch) -> Iterator[Batch]:
    rest = history
    while rest:
        size = data.draw(st.integers(1, 20))
        yield rest[:size]
        rest = rest[size:]


async def _project(running: Running, batches: Iterator[Batch]) -> None:
    """Apply each batch to the tables, compare them with the state, and leave no row behind."""
    state: Absent | Convention = INITIAL
    version = 0
    async with running.kernel.engine.connect() as connection:
        for batch in batches:
            lines = [_line(event, version + n) for n, event in enumerate(batch, start=1)]
            version += len(lines)
            await _apply(connection, lines)
            for event in batch:
                state = evolve(state, event, SOMEBODY)
            await assert_reads_as(connection, state)
        await connection.rollback()


async def _apply(connection: AsyncConnection, lines: list[Recorded[ConventionEvent]]) -> None:
    await CONVENTION_LIST.project(connection, lines)
    money = [line for line in lines if isinstance(line.event, TrancheEvent | TakeoverEvent)]
    await TRANCHE_SCHEDULE.project(connection, money)
    await OBLIGATION_LIST.project(connection, [x for x in lines if isinstance(x.event, OwedEvent)])


def _line(event: ConventionEvent, version: int) -> Recorded[ConventionEvent]:
    return recorded(SOURCE, event, f"convention-{ID}", version, effective_date=DAY)
