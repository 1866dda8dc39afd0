"""Detecting that Faust skipped records. Pure.

Faust can commit offsets past records it never handed out (its issue 606; killed six times under
load, it skipped a sixteenth of them). Offsets of our topics are dense, so a skip shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass


class RecordSkipped(Exception):
    """A record was never handed out: the sums would be wrong from here on."""


@dataclass(frozen=True, slots=True)
class OffsetRange:
    """Offsets of a partition: where it begins, and where it ended when we began to read."""

    begin: int = 0
    end: int = 0


class OffsetTracker:
    """How far each partition of one topic was read, and how many records were in all."""

    def __init__(self, ranges: Mapping[int, OffsetRange]) -> None:
        self._ranges = ranges
        self._next = {partition: each.begin for partition, each in ranges.items()}
        self.records = 0

    def advance(self, partition: int, offset: int) -> None:
        """Note a record; one delivered again is fine. Raises RecordSkipped if some are missing."""
        expected = self._next[partition]
        if offset > expected:
            raise RecordSkipped(f"partition {partition}: expected offset {expected}, got {offset}")
        self._next[partition] = max(expected, offset + 1)
        self.records += 1

    @property
    def next(self) -> Mapping[int, int]:
        """The offset after the last record read, by partition."""
        return self._next

    @property
    def caught_up(self) -> bool:
        """Whether all was read that was there when we began."""
        return all(self._next[each] >= range_.end for each, range_ in self._ranges.items())
