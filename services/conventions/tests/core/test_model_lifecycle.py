"""A model of the lifecycle, kept apart from the table: no command outside it ever succeeds."""

from collections.abc import Callable

from conventions.catalogue import CATALOGUE
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.lifecycle import INITIAL, decide, evolve
from conventions.domain.openings import openings
from conventions.domain.table import TRANSITIONS
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from mithaq.errors import MithaqError

from ..campaigns import campaign
from ..chances import CALLERS, COMMANDS, Attempt, attempts, made
from ..lifecycle import MAY, MOVES
from ..proposal import DRAFT
from ..story import (
    Story,
    agreed,
    drafted,
    in_force,
    negotiated,
    origin_of,
    ready_to_sign,
)
from ..tranches.story import scheduled
from ..walks import walk
from .lookups import ensure_lookups

STARTS = [drafted, negotiated, agreed, ready_to_sign, in_force, scheduled]


def test_model_and_table_name_the_same_commands_and_states() -> None:
    assert {row.name: set(row.sources) for row in TRANSITIONS} == MAY
    assert {command.__name__ for command in COMMANDS} | {"DraftConvention"} == set(MAY)


class Lifecycle(RuleBasedStateMachine):
    """Whatever is tried, what succeeds is what the model allows."""

    def __init__(self) -> None:
        super().__init__()
        self.state: Absent | Convention = INITIAL

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start: Callable[[], Story]) -> None:
        self.state = start().state

    @rule(attempt=attempts())
    def try_anything(self, attempt: Attempt) -> None:
        assert isinstance(self.state, Convention)
        self._try(made(self.state, attempt))

    @rule(data=st.data())
    def walk_on(self, data: st.DataObject) -> None:
        assert isinstance(self.state, Convention)
        self._try(walk(data, self.state, COMMANDS))

    def _try(self, command: ConventionCommand) -> None:
        before = self.state
        assert isinstance(before, Convention)
        name = type(command).__name__
        closed = {
            each.command for each in openings(before, command.caller, frozenset()) if each.closed_by
        }
        try:
            events = decide(before, command)
        except MithaqError:
            return
        assert before.state in MAY[name], f"{name} succeeded in {before.state}"
        assert name not in closed, f"{name} was told closed"
        after = before
        for event in events:
            encoded = CATALOGUE.encode(event)
            assert CATALOGUE.decode(*encoded) == event
            after = evolve(after, event, origin_of(command))
        assert after.state == before.state or (before.state, after.state) in MOVES
        assert after.version == before.version + len(events)
        self.state = after

    @invariant()
    def a_draft_is_never_drafted_again(self) -> None:
        if isinstance(self.state, Convention):
            assert _refused(self.state, DRAFT)

    @invariant()
    def the_lookups_are_what_a_scan_finds(self) -> None:
        if isinstance(self.state, Convention):
            ensure_lookups(self.state)

    @invariant()
    def what_is_told_open_is_what_the_model_allows(self) -> None:
        """Each command is told once: open only where it may be, else closed by its state."""
        if not isinstance(self.state, Convention):
            return
        for caller in (say.caller for say in CALLERS):
            told = openings(self.state, caller, frozenset())
            assert sorted(each.command for each in told) == sorted(MAY)
            for each in told:
                allowed = self.state.state in MAY[each.command]
                assert allowed or each.closed_by, f"{each.command} was told open"
                assert not (allowed and each.closed_by == "command-closed"), each


def _refused(state: Convention, command: ConventionCommand) -> bool:
    try:
        decide(state, command)
    except MithaqError:
        return True
    return False


TestModelLifecycle = Lifecycle.TestCase
TestModelLifecycle.settings = campaign
