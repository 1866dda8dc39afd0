"""Given events, when a command is decided, then these events or that refusal; no I/O."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Generic, TypeVar

import pytest

from mithaq.errors import MithaqError

S = TypeVar("S")
C = TypeVar("C")
E = TypeVar("E")


class Scenario(Generic[S, C, E]):
    """One aggregate's `initial`, `evolve` and `decide`, ready to be told stories."""

    def __init__(
        self,
        initial: S,
        evolve: Callable[[S, E], S],
        decide: Callable[[S, C], Sequence[E]],
        history: Sequence[E] = (),
    ) -> None:
        self._initial, self._evolve, self._decide = initial, evolve, decide
        self.history = history

    def given(self, *events: E) -> "Scenario[S, C, E]":
        """The same aggregate after these events too."""
        past = [*self.history, *events]
        return Scenario(self._initial, self._evolve, self._decide, past)

    @property
    def state(self) -> S:
        return reduce(self._evolve, self.history, self._initial)

    def when(self, *commands: C) -> "Scenario[S, C, E]":
        """The same aggregate after these commands were decided one after the other."""
        told = self
        for command in commands:
            told = told.given(*told._decide(told.state, command))
        return told

    def then(self, command: C, *expected: E) -> None:
        """Deciding `command` now gives exactly `expected`."""
        assert list(self._decide(self.state, command)) == list(expected)

    def refuses(self, command: C, rule: type[MithaqError]) -> MithaqError:
        """Deciding `command` now breaks exactly `rule`; the error is returned for its values."""
        with pytest.raises(rule) as caught:
            self._decide(self.state, command)
        assert type(caught.value) is rule
        return caught.value
