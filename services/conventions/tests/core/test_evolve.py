"""Every event changes the state, and every command has its row."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import get_args

import pytest
from conventions import domain
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.events import ConventionEvents
from conventions.domain.lifecycle import INITIAL, evolve
from conventions.domain.table import BY_COMMAND
from mithaq.testing.given import SOMEBODY

from ..lives import LIVES
from ..people import ID
from ..story import Story


def test_the_lives_of_the_tests_tell_every_event() -> None:
    told = {type(event) for life in LIVES for event in life().history}
    assert told == set(get_args(ConventionEvents))


@pytest.mark.parametrize("life", LIVES)
def test_every_event_changes_more_than_the_version(life: Callable[[], Story]) -> None:
    state: Absent | Convention = INITIAL
    for event in life().history:
        after = evolve(state, event, SOMEBODY)
        if isinstance(state, Convention):
            assert after.version == state.version + 1
            assert replace(after, version=state.version) != state, event
        state = after


def test_an_event_of_no_topic_is_refused() -> None:
    drafted = LIVES[0]().history[0]
    state = evolve(INITIAL, drafted, SOMEBODY)
    with pytest.raises(TypeError, match="no topic evolves ConventionEvent"):
        evolve(state, ConventionEvent(convention_id=ID), SOMEBODY)
    with pytest.raises(TypeError, match="cannot begin with ConventionEvent"):
        evolve(INITIAL, ConventionEvent(convention_id=ID), SOMEBODY)


def test_every_command_has_a_row() -> None:
    assert set(_commands()) == set(BY_COMMAND)


def _commands() -> Iterator[type[ConventionCommand]]:
    """Every command of every topic; one that only others extend is given by nobody.

    An envelope has none: it follows from what conventions' commands come to.
    """
    for topic in iter_modules(domain.__path__):
        if not topic.ispkg or topic.name in {"core", "envelopes"}:
            continue
        module = import_module(f"{domain.__name__}.{topic.name}.commands")
        named = [each for each in vars(module).values() if _is_command(each)]
        defined = [each for each in named if each.__module__ == module.__name__]
        extended = {base for each in defined for base in each.__mro__[1:]}
        yield from (each for each in defined if each not in extended)


def _is_command(each: object) -> bool:
    return isinstance(each, type) and issubclass(each, ConventionCommand)
