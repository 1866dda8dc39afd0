"""State machine: compares both event stores, the log and a read model with a simple model."""

from collections.abc import Callable, Coroutine
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from mithaq.commands import Request
from mithaq.ids import new_id
from mithaq.store import PostgresEventStore
from mithaq.testing.counter import request
from mithaq.testing.memory import InMemoryEventStore

from shared.tests.store.model.oracle import Numbers, Oracle
from shared.tests.store.model.sequencing import Sequencing
from shared.tests.store.sides import Outcome, Side

Run = Callable[[Coroutine[Any, Any, Any]], Any]

STREAM = st.integers(0, 2)
PROCESS = st.integers(0, 3)
NUMBERS = st.lists(st.integers(-9, 9), max_size=3).map(tuple)
SOME = st.lists(st.integers(-9, 9), min_size=1, max_size=3).map(tuple)
SEEN = st.sampled_from([None, 0, 0, -1, 1])  # how far what the caller saw lies from the truth


class Appending(RuleBasedStateMachine):
    """Commands of four processes, two of them with older code, on three streams."""

    def __init__(self, sequencing: Sequencing, run: Run) -> None:
        super().__init__()
        self.run, self.sequencing = run, sequencing
        self.sides = [
            Side(InMemoryEventStore()),
            Side(PostgresEventStore(sequencing.database.pool)),
        ]
        self.names = [f"counter-{new_id()}" for _ in range(3)]
        self.oracle = Oracle(self.names)
        run(sequencing.begin())

    @rule(stream=STREAM, process=PROCESS, numbers=NUMBERS, seen=SEEN)
    def append(self, stream: int, process: int, numbers: Numbers, seen: int | None) -> None:
        self._command(process, [(self.names[stream], numbers)], seen)

    @rule(
        stream=STREAM,
        apart=st.integers(1, 2),
        process=PROCESS,
        both=st.tuples(NUMBERS, NUMBERS),
        seen=SEEN,
    )
    def append_to_two(
        self, stream: int, apart: int, process: int, both: tuple[Numbers, Numbers], seen: int | None
    ) -> None:
        pair = [self.names[stream], self.names[(stream + apart) % 3]]
        self._command(process, list(zip(pair, both, strict=True)), seen)

    @rule(stream=STREAM, apart=st.integers(1, 2), process=PROCESS, both=st.tuples(SOME, SOME))
    def lose_the_race_on_the_second(
        self, stream: int, apart: int, process: int, both: tuple[Numbers, Numbers]
    ) -> None:
        """Another writer appends in between: neither stream gets these events."""
        pair = [self.names[stream], self.names[(stream + apart) % 3]]
        changes = list(zip(pair, both, strict=True))
        versions = [len(self.oracle.numbers(name)) for name in pair]
        self._command((process + 1) % 4, [(pair[1], (1,))], None)
        for side in self.sides:
            self.run(side.conflicts(process, changes, versions))

    @rule(
        names=st.permutations(range(3)),
        process=PROCESS,
        each=st.tuples(SOME, SOME, SOME),
        late=st.none() | st.integers(0, 2),
    )
    def append_at_once(
        self, names: list[int], process: int, each: tuple[Numbers, ...], late: int | None
    ) -> None:
        """Three concurrent commands; one of them may have seen another version."""
        orders = [
            (self.names[name], numbers, len(self.oracle.numbers(self.names[name])) + (nth == late))
            for nth, (name, numbers) in enumerate(zip(names, each, strict=True))
        ]
        sound = [
            (stream, numbers) for nth, (stream, numbers, _) in enumerate(orders) if nth != late
        ]
        first = sound[:1] if late != 0 else []
        for together in (first, sorted(sound[len(first) :])):
            self.oracle.append(*together)
        wanted = [
            None if nth == late else len(self.oracle.numbers(stream))
            for nth, (stream, _, _) in enumerate(orders)
        ]
        for side in self.sides:
            assert self.run(side.at_once(process, orders)) == wanted

    @rule(stream=STREAM, apart=st.integers(1, 2), process=PROCESS, moved=st.booleans())
    def find_nothing_to_do(self, stream: int, apart: int, process: int, *, moved: bool) -> None:
        """On two streams; another writer may move the second in between, so that nothing holds."""
        pair = [self.names[stream], self.names[(stream + apart) % 3]]
        seen = [(name, len(self.oracle.numbers(name))) for name in pair]
        if moved:
            self._command((process + 1) % 4, [(pair[1], (1,))], None)
        command = new_id()
        for side in self.sides:
            self.run(side.finds_nothing(command, seen, moved=moved))
        if not moved:
            self.oracle.accepted[command] = seen[0]

    @rule(data=st.data(), stream=STREAM, process=PROCESS, numbers=NUMBERS, same=st.booleans())
    def repeat(
        self, data: st.DataObject, stream: int, process: int, numbers: Numbers, *, same: bool
    ) -> None:
        """Repeat an accepted command id, whatever would be decided now and on any stream."""
        if not self.oracle.accepted:
            return
        command = data.draw(st.sampled_from(list(self.oracle.accepted)))
        asked = request(command, fingerprint=b"f" if same else b"other")
        first = self.oracle.accepted[command]
        wanted = ("repeated", *first) if same else ("reused", None, None)
        self._both(process, [(self.names[stream], numbers)], asked, wanted)

    @rule(stream=STREAM, process=PROCESS, after=st.integers(0, 4))
    def load(self, stream: int, process: int, after: int) -> None:
        """The state is the fold of all events: cached or not, stale or not, in v1 or v2."""
        name = self.names[stream]
        truth = self.oracle.numbers(name)
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
        current = len(self.oracle.numbers(lead))
        expected = None if seen is None else max(current + seen, 0)
        asked = request(new_id(), expected=expected)
        if expected not in (None, current):
            self._both(process, changes, asked, ("conflict", lead, current))
            return
        self.oracle.append(*changes)
        named = next((name for name, numbers in changes if numbers), lead)
        result = (named, len(self.oracle.numbers(named)))
        self.oracle.accepted[asked.command_id] = result
        self._both(process, changes, asked, ("accepted", *result))

    def _both(
        self, process: int, changes: list[tuple[str, Numbers]], asked: Request, wanted: Outcome
    ) -> None:
        for side in self.sides:
            assert self.run(side.command(process, changes, asked)) == wanted
