"""The machine's second half: slow and aborted transactions, sequencer, tail, final checks."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from mithaq.ids import new_id

from shared.tests.store.model.machine import SOME, STREAM, Appending, Run
from shared.tests.store.model.oracle import Numbers, State, Transaction
from shared.tests.store.model.sequencing import Sequencing, Writer

SLOW_AT_ONCE = 2


class Stores(Appending):
    """Both stores, and the log, always behave as the model does."""

    def __init__(self, sequencing: Sequencing, run: Run) -> None:
        super().__init__(sequencing, run)
        self.slow: list[tuple[Writer, Transaction, str, Numbers]] = []
        self.free = list(range(SLOW_AT_ONCE))
        self.sequenced = 0

    @rule(numbers=SOME)
    @precondition(lambda self: len(self.slow) < SLOW_AT_ONCE)
    def begin_slowly(self, numbers: Numbers) -> None:
        """A transaction that appends to a separate stream and stays open."""
        stream = f"counter-{new_id()}"
        writer = self.sequencing.writer(self.free.pop())
        self.run(writer.write(stream, numbers))
        self.slow.append((writer, self.oracle.begin(stream, numbers), stream, numbers))

    @rule(commit=st.booleans(), which=st.integers(0, SLOW_AT_ONCE - 1))
    @precondition(lambda self: self.slow)
    def end_slowly(self, *, commit: bool, which: int) -> None:
        writer, transaction, stream, numbers = self.slow.pop(which % len(self.slow))
        self.run(writer.end(commit=commit))
        self.free.append(writer.number)
        transaction.state = State.COMMITTED if commit else State.ABORTED
        if commit:
            self.oracle.streams[stream] = numbers

    @rule(stream=STREAM, numbers=SOME)
    def abort(self, stream: int, numbers: Numbers) -> None:
        """An append to a shared stream is rolled back: nothing of it remains."""
        name = self.names[stream]
        writer = self.sequencing.writer(SLOW_AT_ONCE)
        self.run(writer.write(name, numbers, after=len(self.oracle.numbers(name))))
        self.run(writer.end(commit=False))

    @rule()
    def sequence(self) -> None:
        self.run(self.sequencing.step())

    @rule()
    def restart_the_sequencer(self) -> None:
        self.run(self.sequencing.restart())

    @rule()
    def project(self) -> None:
        self.run(self.sequencing.tail.step())

    @rule()
    def restart_the_tail(self) -> None:
        self.sequencing.restart_tail()

    @invariant()
    def the_log_is_never_ahead_of_an_open_transaction(self) -> None:
        lines = self.run(self.sequencing.lines())
        assert lines == self.oracle.log()[: len(lines)]
        assert len(lines) >= self.sequenced
        self.sequenced = len(lines)

    def teardown(self) -> None:
        """At the end the log contains all events, and the rows match the model."""
        while self.slow:
            self.end_slowly(commit=len(self.slow) % 2 == 0, which=0)
        wanted = self.oracle.log()
        self.run(self.sequencing.drain(len(wanted)))
        assert self.run(self.sequencing.lines()) == wanted
        totals = {name: sum(told) for name, told in self.oracle.streams.items() if told}
        assert self.run(self.sequencing.totals(set(self.oracle.streams))) == totals
