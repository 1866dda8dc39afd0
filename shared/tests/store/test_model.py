"""Both event stores against a plain model: dictionaries that remember what was promised."""

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from mithaq.commands import Request
from mithaq.ids import new_id
from mithaq.store import Database, EventStore, InMemoryEventStore, PostgresEventStore
from mithaq.store.migrate import migrate
from mithaq.testing.counter import request
from mithaq_local.testing import temporary_database

from .sides import Numbers, Outcome, Side

EXAMPLES = int(os.environ.get("MITHAQ_EXAMPLES", "15"))
CAMPAIGN = settings(
    max_examples=EXAMPLES,
    stateful_step_count=25,
    deadline=None,
    derandomize="MITHAQ_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
T = TypeVar("T")
Run = Callable[[Coroutine[Any, Any, T]], T]

STREAM = st.integers(0, 2)
PROCESS = st.integers(0, 1)
NUMBERS = st.lists(st.integers(-9, 9), max_size=3).map(tuple)
SEEN = st.sampled_from([None, 0, 0, -1, 1])  # how far what the caller saw lies from the truth


class Stores(RuleBasedStateMachine):
    """Whatever is asked of both stores, both answer what the model says."""

    def __init__(self, postgres: EventStore, run: "Run[Any]") -> None:
        super().__init__()
        self.sides = [Side(InMemoryEventStore()), Side(postgres)]
        self.run = run
        self.names = [f"counter-{new_id()}" for _ in range(3)]
        self.streams: dict[str, Numbers] = dict.fromkeys(self.names, ())
        self.accepted: dict[UUID, tuple[str, int]] = {}

    @rule(stream=STREAM, process=PROCESS, numbers=NUMBERS, seen=SEEN)
    def append(self, stream: int, process: int, numbers: Numbers, seen: int | None) -> None:
        self._command(process, [(self.names[stream], numbers)], seen)

    @rule(stream=STREAM, apart=st.integers(1, 2), process=PROCESS, both=st.tuples(NUMBERS, NUMBERS))
    def append_to_two(
        self, stream: int, apart: int, process: int, both: tuple[Numbers, Numbers]
    ) -> None:
        pair = [self.names[stream], self.names[(stream + apart) % 3]]
        self._command(process, list(zip(pair, both, strict=True)), 0)

    @rule(data=st.data(), stream=STREAM, process=PROCESS, numbers=NUMBERS, same=st.booleans())
    def repeat(
        self, data: st.DataObject, stream: int, process: int, numbers: Numbers, *, same: bool
    ) -> None:
        """Under an id that was accepted, whatever is decided today and on whichever stream."""
        if not self.accepted:
            return
        command = data.draw(st.sampled_from(list(self.accepted)))
        asked = request(command, fingerprint=b"f" if same else b"other")
        wanted = ("repeated", *self.accepted[command]) if same else ("reused", None, None)
        self._both(process, [(self.names[stream], numbers)], asked, wanted)

    @rule(stream=STREAM, process=PROCESS, after=st.integers(0, 4))
    def load(self, stream: int, process: int, after: int) -> None:
        name = self.names[stream]
        truth = self.streams[name]
        for side in self.sides:
            loaded = self.run(side.processes[process].load(name))
            assert (loaded.state, loaded.version) == (truth, len(truth))
            stored = self.run(side.store.load(name, after))
            assert [each.version for each in stored] == list(range(1, len(truth) + 1))[after:]

    @invariant()
    def both_hold_the_same_bytes(self) -> None:
        memory, postgres = (
            [self.run(side.store.load(name)) for name in self.names] for side in self.sides
        )
        assert memory == postgres

    def _command(self, process: int, changes: list[tuple[str, Numbers]], seen: int | None) -> None:
        lead = changes[0][0]
        current = len(self.streams[lead])
        expected = None if seen is None else max(current + seen, 0)
        asked = request(new_id(), expected=expected)
        if expected not in (None, current):
            self._both(process, changes, asked, ("conflict", lead, current))
            return
        for name, numbers in changes:
            self.streams[name] += numbers
        named = next((name for name, numbers in changes if numbers), lead)
        result = (named, len(self.streams[named]))
        if any(numbers for _, numbers in changes):
            self.accepted[asked.command_id] = result
        self._both(process, changes, asked, ("accepted", *result))

    def _both(
        self, process: int, changes: list[tuple[str, Numbers]], asked: Request, wanted: Outcome
    ) -> None:
        for side in self.sides:
            assert self.run(side.command(process, changes, asked)) == wanted


@pytest.fixture
def run() -> Iterator["Run[Any]"]:
    """A loop of this test's own: hypothesis calls from outside of any."""
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        yield runner.run


def test_model_of_both_stores(postgres_server: str, run: "Run[Any]") -> None:
    database_of = temporary_database(postgres_server)
    database = run(Database.open(run(database_of.__aenter__())))
    try:
        run(migrate(database.engine))
        postgres = PostgresEventStore(database.pool)
        machine: Any = partial(Stores, postgres, run)
        run_state_machine_as_test(machine, settings=CAMPAIGN)
    finally:
        run(database.close())
        run(database_of.__aexit__(None, None, None))
