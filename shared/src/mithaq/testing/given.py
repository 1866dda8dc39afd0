"""Given-when-then tests of decisions: given events, when a command, then events or a refusal."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Generic, TypeVar

import pytest

from mithaq.errors import MithaqError
from mithaq.events import Actor, Origin, Provenance

S = TypeVar("S")
C = TypeVar("C")
E = TypeVar("E")

SOMEBODY: Final = Origin(
    by=Actor(id="somebody", capacity="office"), effective_date=date(2026, 3, 2)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a command led to after these events: events, or the rule that refuses it."""

    told: Sequence[tuple[Any, Provenance]]
    command: Any
    events: Sequence[Any] = ()
    refused: MithaqError | None = None


_HEARD: list[list[Decision]] = []


@contextmanager
def heard_decisions() -> Iterator[list[Decision]]:
    """Every decision that scenarios take meanwhile: other tests can be made of them."""
    heard: list[Decision] = []
    _HEARD.append(heard)
    try:
        yield heard
    finally:
        _HEARD.pop()


def _tell(decision: Decision) -> None:
    for heard in _HEARD:
        heard.append(decision)


class Scenario(Generic[S, C, E]):
    """Tests one aggregate, given its `initial` state, `evolve` and `decide`.

    `by` and `on` return the actor and the effective date of a command's events; by default, and for
    events passed to `given`, these are SOMEBODY's.
    """

    def __init__(
        self,
        initial: S,
        evolve: Callable[[S, E, Provenance], S],
        decide: Callable[[S, C], Sequence[E]],
        *,
        by: Callable[[C], Actor] = lambda _: SOMEBODY.by,
        on: Callable[[C], date] = lambda _: SOMEBODY.effective_date,
        history: Sequence[tuple[E, Provenance]] = (),
    ) -> None:
        self._initial, self._evolve, self._decide = initial, evolve, decide
        self._by, self._on = by, on
        self._history = history

    def given(self, *events: E, origin: Provenance = SOMEBODY) -> "Scenario[S, C, E]":
        """The scenario continued with these events."""
        return Scenario(
            self._initial,
            self._evolve,
            self._decide,
            by=self._by,
            on=self._on,
            history=[*self._history, *((event, origin) for event in events)],
        )

    @property
    def history(self) -> Sequence[E]:
        return [event for event, _ in self._history]

    @property
    def told(self) -> Sequence[tuple[E, Provenance]]:
        """The events with their provenance."""
        return self._history

    @property
    def state(self) -> S:
        state = self._initial
        for event, origin in self._history:
            state = self._evolve(state, event, origin)
        return state

    def when(self, *commands: C) -> "Scenario[S, C, E]":
        """The scenario continued with the events of these commands, decided one after the other."""
        after = self
        for command in commands:
            origin = Origin(by=self._by(command), effective_date=self._on(command))
            after = after.given(*after._decided(command), origin=origin)
        return after

    def accepts(self, command: C) -> "Scenario[S, C, E]":
        """Assert that `command` leads to at least one event; returns the scenario after it."""
        after = self.when(command)
        assert len(after._history) > len(self._history), f"nothing follows from {command}"
        return after

    def then(self, command: C, *expected: E) -> None:
        """Assert that `command` leads to exactly these events."""
        assert list(self._decided(command)) == list(expected)

    def refuses(self, command: C, rule: type[MithaqError]) -> MithaqError:
        """Assert that `command` breaks exactly this rule; returns the error, for its values."""
        with pytest.raises(rule) as caught:
            self._decided(command)
        assert type(caught.value) is rule
        return caught.value

    def _decided(self, command: C) -> Sequence[E]:
        try:
            events = self._decide(self.state, command)
        except MithaqError as refused:
            _tell(Decision(told=self._history, command=command, refused=refused))
            raise
        _tell(Decision(told=self._history, command=command, events=events))
        return events
