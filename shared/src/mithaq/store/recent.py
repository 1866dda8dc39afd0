"""A cache of the log's latest lines, filled by the sequencer for readers in the same process."""

from collections.abc import Sequence
from typing import Final

from mithaq.events import LogRecord

# About ten thousand lines of usual size; readers further behind query the database.
_KEPT_BYTES: Final = 8 * 1024 * 1024


class RecentLines:
    """The latest committed lines, up to a total size of their data and metadata.

    Only the sequencer adds lines, and only after they are committed.
    """

    def __init__(self, kept_bytes: int = _KEPT_BYTES) -> None:
        self._kept_bytes, self._bytes = kept_bytes, 0
        self._lines: list[LogRecord] = []

    def add(self, lines: Sequence[LogRecord]) -> None:
        """Cache these lines; older ones are kept only if these directly follow them."""
        if self._lines and self._lines[-1].seq + 1 != lines[0].seq:
            self._forget(len(self._lines))
        self._lines.extend(lines)
        self._bytes += _size(lines)
        while self._bytes > self._kept_bytes:
            self._forget((len(self._lines) + 1) // 2)

    def after(self, seq: int, limit: int) -> list[LogRecord]:
        """Up to `limit` cached lines following `seq`; empty if the next one is not cached."""
        if not self._lines:
            return []
        begin = seq + 1 - self._lines[0].seq
        return self._lines[begin : begin + limit] if begin >= 0 else []

    def _forget(self, count: int) -> None:
        self._bytes -= _size(self._lines[:count])
        del self._lines[:count]


def _size(lines: Sequence[LogRecord]) -> int:
    return sum([len(line.data) + len(line.meta) for line in lines])
