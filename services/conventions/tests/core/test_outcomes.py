"""What docs tell of commands, events and states is what decisions and `evolve` do."""

from collections.abc import Iterator
from typing import get_args

import pytest
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.vocabulary import State
from conventions.domain.events import ConventionEvents
from conventions.domain.lifecycle import INITIAL, evolve
from conventions.domain.machines import (
    ACCEPTANCE,
    APPROVAL,
    NOTICE,
    PAYMENT_ORDER,
    ROUND,
    SUBMISSION,
    TRANCHE,
    TURN,
    Machine,
)
from conventions.domain.outcomes import (
    AMENDMENT_LEADS_TO,
    LEADS_TO,
    MAY_STAY,
    OUTCOMES,
    reached,
)
from conventions.domain.table import TRANSITIONS
from conventions.domain.takeover.events import ConventionTakenOver

from ..lifecycle import MOVES
from ..lives import LIVES
from ..story import Story
from .phases import PHASES

INNER = (ROUND, APPROVAL, TURN, TRANCHE, PAYMENT_ORDER, SUBMISSION)


def test_every_command_tells_its_events_and_every_event_its_command() -> None:
    assert OUTCOMES.keys() == {row.command for row in TRANSITIONS}
    beside = {ConventionTakenOver}  # of who checked a paper file: see `domain/takeover/entry.py`
    told = {event for told in OUTCOMES.values() for event in told}
    assert told | beside == set(get_args(ConventionEvents))


def test_the_moves_of_the_table_are_those_of_the_lifecycle() -> None:
    found = {
        (source, target)
        for row in TRANSITIONS
        for source in row.sources
        for target in reached(OUTCOMES[row.command], LEADS_TO, source)
    }
    assert found == {(source, target) for source, target in MOVES if source is not target}


def states(story: Story) -> Iterator[tuple[Absent | Convention, type, Convention]]:
    """Before and after each event."""
    before: Absent | Convention = INITIAL
    for event, origin in story.told:
        after = evolve(before, event, origin)
        yield before, type(event), after
        before = after


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.__name__)
def test_an_event_leads_where_it_is_told(life: object) -> None:
    assert callable(life)
    for before, event, after in states(life()):
        if isinstance(before, Absent):
            assert after.state is State.DRAFT or event is ConventionTakenOver
            continue
        sources, target = LEADS_TO.get(event, (frozenset(), before.state))
        stays = {before.state} if before.state not in sources or event in MAY_STAY else set()
        assert after.state in stays | ({target} if before.state in sources else set()), event
        for number, amendment in after.amendments.items():
            was = before.amendments.get(number)
            if was is not None:
                leads, to = AMENDMENT_LEADS_TO.get(event, (frozenset(), was.state))
                moved = was.open and was.state in leads
                assert amendment.state is (to if moved else was.state), event


@pytest.mark.parametrize(
    ("machine", "phases"),
    [
        (each, PHASES[each.machine])
        for each in (ROUND, APPROVAL, TURN, TRANCHE, PAYMENT_ORDER, SUBMISSION, NOTICE, ACCEPTANCE)
    ],
    ids=lambda each: getattr(each, "machine", ""),
)
def test_what_happens_in_a_life_is_a_move_of_its_machine(machine: Machine, phases: object) -> None:
    """What begins anew after a reopened or rewritten text begins as it did."""
    assert callable(phases)
    told = {(move.source, move.target) for move in machine.moves}
    met = set()
    for life in LIVES:
        for before, _, after in states(life()):
            was = {} if isinstance(before, Absent) else phases(before)
            for key, phase in phases(after).items():
                if was.get(key) != phase:
                    met.add((was.get(key), phase))
    assert met <= told
    assert (None, machine.moves[0].target) in met
