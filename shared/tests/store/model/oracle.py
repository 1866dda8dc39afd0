"""The simple model: the promised behaviour, in lists and dictionaries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

Numbers = tuple[int, ...]
Line = tuple[str, int]  # stream and version


class State(Enum):
    OPEN, COMMITTED, ABORTED = range(3)


@dataclass(slots=True)
class Transaction:
    """One append, in the order in which PostgreSQL numbered their transactions."""

    lines: list[Line]
    state: State = State.COMMITTED


@dataclass(slots=True)
class Oracle:
    """Streams, accepted commands and the transactions behind them."""

    names: Sequence[str]
    streams: dict[str, Numbers] = field(default_factory=dict)
    accepted: dict[UUID, tuple[str, int]] = field(default_factory=dict)  # changed something or not
    transactions: list[Transaction] = field(default_factory=list)

    def numbers(self, stream: str) -> Numbers:
        return self.streams.get(stream, ())

    def append(self, *changes: tuple[str, Numbers]) -> None:
        """Append committed batches; of one command, in the order of the streams' names."""
        lines: list[Line] = []
        for stream, numbers in sorted(changes, key=lambda change: change[0].encode()):
            reached = len(self.numbers(stream))
            lines += [(stream, reached + nth) for nth in range(1, len(numbers) + 1)]
            self.streams[stream] = self.numbers(stream) + numbers
        if lines:
            self.transactions.append(Transaction(lines))

    def begin(self, stream: str, numbers: Numbers) -> Transaction:
        """An uncommitted append to a stream that no other writer uses."""
        lines = [(stream, nth) for nth in range(1, len(numbers) + 1)]
        self.transactions.append(Transaction(lines, State.OPEN))
        return self.transactions[-1]

    def log(self) -> list[Line]:
        """What may be in the log now: committed events before the oldest open transaction."""
        found: list[Line] = []
        for transaction in self.transactions:
            if transaction.state is State.OPEN:
                break
            if transaction.state is State.COMMITTED:
                found += transaction.lines
        return found
