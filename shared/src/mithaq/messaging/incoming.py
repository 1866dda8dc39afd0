"""Lines of one topic, for a reader that keeps its place in memory: proved, and in order.

What `feed` does with offsets in a table, for a reader that begins at the first record each time.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from mithaq.messaging.cloudevents import PublishedLine
from mithaq.messaging.runs import Believed, Forged, Runs
from mithaq.messaging.seals import Trust

T = TypeVar("T")


class Incoming(Generic[T]):
    """Takes the records of every partition as they come; gives those that may be applied now."""

    def __init__(self, trust: Trust) -> None:
        self._trust = trust
        self._runs: dict[int, Runs[T]] = {}
        self._waiting: defaultdict[int, deque[Believed[T]]] = defaultdict(deque)
        self._last: defaultdict[int, int] = defaultdict(int)
        self._next: defaultdict[int, int] = defaultdict(int)

    def take(
        self, partition: int, offset: int, record: T, published: PublishedLine
    ) -> tuple[Sequence[Believed[T]], Sequence[Forged[T]]]:
        """The records to apply now, in this order, and those that are forged.

        A record that is delivered again was taken before; a line that was sent again is given
        again: whoever counts tells them apart by partition and number.
        """
        if offset < self._next[partition]:
            return (), ()
        self._next[partition] = offset + 1
        runs = self._runs.setdefault(partition, Runs[T](self._trust, partition))
        believed, forged = runs.add(record, published)
        self._waiting[partition].extend(believed)
        return list(self._ready()), forged

    def _ready(self) -> Iterator[Believed[T]]:
        """What waits for nothing; each may be what others wait for."""
        moved = True
        while moved:
            moved = False
            for partition, waiting in self._waiting.items():
                while waiting and self._is_free(partition, waiting[0].published):
                    moved = True
                    one = waiting.popleft()
                    self._last[partition] = max(self._last[partition], one.published.line.seq)
                    yield one

    def _is_free(self, partition: int, published: PublishedLine) -> bool:
        """Whether all is applied that comes before (see `layouts`)."""
        return published.line.seq <= self._last[partition] or all(
            self._last[number] >= end for number, end in enumerate(published.after)
        )
