"""Which partition each line of a log goes to, for ever.

A topic can be given more partitions; then a stream may move to another one. Lines that were sent
before stay where they are: the partition of a line is a function of its stream and of its number in
the log, so that a log that is published again comes to the same places, and what a consumer has
applied of a partition stays true.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


class PartitionsGone(RuntimeError):
    """The topic has fewer partitions than lines were sent to."""


@dataclass(frozen=True, slots=True)
class Layouts:
    """Layout *i* has `counts[i]` partitions and ends with line `until[i]`; the last has no end."""

    counts: tuple[int, ...]
    until: tuple[int, ...] = ()

    @classmethod
    def of(cls, counts: Sequence[int], until: Sequence[int]) -> Self:
        return cls(tuple(counts), tuple(until))

    def of_line(self, seq: int) -> tuple[int, int | None]:
        """The number of partitions line `seq` was or will be spread over, and its layout's end."""
        index = bisect_left(self.until, seq)
        return self.counts[index], self.until[index] if index < len(self.until) else None

    def grown(self, sent: int, count: int) -> Self:
        """The layouts once the topic has `count` partitions and lines up to `sent` are on it.

        Raises PartitionsGone if there are fewer than before.
        """
        if count == self.counts[-1]:
            return self
        if count < self.counts[-1]:
            raise PartitionsGone(f"{count} partitions instead of {self.counts[-1]}")
        before = self.until[-1] if self.until else 0
        if sent <= before:  # nothing was sent in the last layout: it need not be remembered
            return type(self)((*self.counts[:-1], count), self.until)
        return type(self)((*self.counts, count), (*self.until, sent))
