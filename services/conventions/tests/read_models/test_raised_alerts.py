"""What was raised and not ended is what the state still waits for, of every life."""

from collections.abc import Callable, Iterator

import pytest
from conventions.catalogue import SOURCE
from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import State
from conventions.read_models.raised_alerts import ALERTING, ENDING, RAISED_ALERTS, raised
from mithaq.testing.recorded import recorded
from sqlalchemy import select

from ..conftest import Running
from ..lives import LIVES
from ..people import DAY, ID
from ..story import Story, state_of

Expected = tuple[str, str]


def expected(state: Convention) -> Iterator[Expected]:
    """Said again, of the state alone."""
    if state.state in {State.COMPLETED, State.TERMINATED, State.LAPSED}:
        return
    known = state.committees
    for committee in known.overdue:
        met = known.times.get(committee, 0)
        yield ("committee_overdue" if met else "committee_never_met"), committee
    for name, decision in known.decisions.items():
        if decision.overdue and decision.waits:
            yield "decision_overdue", name
    if state.force_overdue and state.state is State.SIGNED:
        yield "never_activated", ""


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.__name__)
async def test_what_stands_is_what_the_state_waits_for(
    running: Running, life: Callable[[], Story]
) -> None:
    story = life()
    lines = [
        recorded(SOURCE, event, f"convention-{ID}", nth, effective_date=DAY)
        for nth, event in enumerate(story.history, start=1)
        if isinstance(event, (*ALERTING, *ENDING))
    ]
    query = select(raised.c.kind, raised.c.part).where(raised.c.convention_id == ID)
    async with running.kernel.engine.connect() as connection:
        for size in (1, 100):
            for start in range(0, len(lines), size):
                await RAISED_ALERTS.project(connection, lines[start : start + size])
            rows = {(row.kind, row.part) for row in await connection.execute(query)}
            assert rows == set(expected(state_of(story)))
            await connection.rollback()
