"""Adaptive polling: a fixed interval under load, exponential back-off when there is no work."""

from asyncio import sleep
from time import monotonic
from typing import Final

from mithaq.store.signal import Signal

_QUICK_S: Final = 0.002
_IDLE_S: Final = 0.100
_GROWTH: Final = 1.25


class PollInterval:
    """The wait between two polls of a table.

    After a poll that found work: until `interval_s` after that poll began; 0 means no wait. After a
    poll that found nothing: 2 ms, growing by a quarter each time up to `idle_s`. So an idle process
    costs 10 cheap queries a second, and one that was busy a moment ago sees new rows at once. The
    signal (same process) ends the wait after an empty poll, never the fixed interval.
    """

    def __init__(self, signal: Signal, *, idle_s: float = _IDLE_S, interval_s: float = 0.0) -> None:
        self._signal, self._idle_s, self._interval_s = signal, idle_s, interval_s
        self._seen = signal.count
        self._wait_s = _QUICK_S
        self._polled_at = monotonic()

    async def wait(self, found: int, *, more: bool = False) -> None:
        """Wait after a poll that found so many rows; not at all if there are `more`."""
        if found:
            if not more:
                await self._fixed_interval()
            self._wait_s = _QUICK_S
        elif await self._signal.wait(self._seen, self._wait_s):
            self._wait_s = _QUICK_S
        else:
            self._wait_s = min(self._wait_s * _GROWTH, self._idle_s)
        self._seen = self._signal.count
        self._polled_at = monotonic()

    async def _fixed_interval(self) -> None:
        left = self._polled_at + self._interval_s - monotonic()
        if left > 0:
            await sleep(left)
