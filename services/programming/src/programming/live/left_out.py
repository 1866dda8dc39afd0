"""What could not be counted: the figures are too small by it, and say so."""

from typing import Final

import structlog
from prometheus_client import Counter, Gauge

_LEFT_OUT: Final = Gauge(
    "mithaq_live_left_out", "Records that this run could not count: figures lack them."
)
_FORGED: Final = Counter(
    "mithaq_live_forged_lines", "Records that their service has not sealed; none was counted."
)
log = structlog.get_logger()


class LeftOut:
    """The records of one run that were left out, each once however often it is delivered."""

    def __init__(self) -> None:
        self.count = 0
        self._last: dict[int, int] = {}
        _LEFT_OUT.set(0)

    def note_forged(self, partition: int, offset: int, reason: str) -> None:
        """A line that nobody sealed: the figures are right without it."""
        _FORGED.inc()
        log.error("live.forged", partition=partition, offset=offset, reason=reason)

    def note(self, partition: int, offset: int, reason: Exception) -> None:
        """Within a partition offsets only rise; one that does not was noted before."""
        if offset <= self._last.get(partition, -1):
            return
        self._last[partition] = offset
        self.count += 1
        _LEFT_OUT.set(self.count)
        log.error("live.left_out", partition=partition, offset=offset, reason=repr(reason))
