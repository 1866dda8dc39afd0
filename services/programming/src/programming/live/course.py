"""Watching that no record is skipped. Pure.

Faust can commit offsets past records it never handed out (its issue 606; killed six times under
load, it skipped a sixteenth of them). Offsets of our topics are dense, so a skip shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass


class RecordSkipped(Exception):
    """A record was never handed out: what is shown would be wrong from here on."""


@dataclass(frozen=True, slots=True)
class Span:
    """Offsets of a partition: where it begins, and where it ended when we began to read."""

    begin: int = 0
    end: int = 0


class Course:
    """How far each partition of one topic was read."""

    def __init__(self, spans: Mapping[int, Span]) -> None:
        self._spans = spans
        self._next = {partition: span.begin for partition, span in spans.items()}
        self.taken = 0

    def take(self, partition: int, offset: int) -> None:
        """Note a record; one delivered again is fine. Raises RecordSkipped if some are missing."""
        expected = self._next[partition]
        if offset > expected:
            raise RecordSkipped(f"partition {partition}: {offset} came when {expected} was due")
        self._next[partition] = max(expected, offset + 1)
        self.taken += 1

    @property
    def level(self) -> bool:
        """Whether all was read that was there when we began."""
        return all(self._next[each] >= span.end for each, span in self._spans.items())
