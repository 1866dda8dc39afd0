"""Adaptive polling: a signal wakes the reader; polling is for rows that no signal announces."""

from asyncio import sleep
from time import monotonic
from typing import Final

from mithaq.store.signal import Signal

_QUICK_S: Final = 0.002
_IDLE_S: Final = 0.500
_GROWTH: Final = 1.25
# After rows of another process were found: how long they are looked for quickly after our own too,
# and how long no wait is longer than this.
_OTHERS_S: Final = 2.0
_OTHERS_KNOWN_S: Final = 60.0
_OTHERS_IDLE_S: Final = 0.100


class PollInterval:
    """The wait between two polls of a table.

    After a poll that found work: until `interval_s` after that poll began; 0 means no wait. After a
    poll that found all there was: until the signal of this process rings, or for `idle_s`.

    Rows that another process writes ring no signal here. So after work that was found unannounced
    the polls are quick: 2 ms, growing by a quarter each time up to `idle_s`, for a minute at most
    100 ms. Where the signal rings for everything there are none: they were most of what a command
    cost the system.
    """

    def __init__(self, signal: Signal, *, idle_s: float = _IDLE_S, interval_s: float = 0.0) -> None:
        self._signal, self._idle_s, self._interval_s = signal, idle_s, interval_s
        self._seen = signal.count
        self._rang = self._announced = self._pending = False
        self._wait_s = _QUICK_S
        self._polled_at = monotonic()
        self._others_at = self._polled_at - _OTHERS_KNOWN_S

    async def wait(self, found: int, *, more: bool | None = None, pending: bool = False) -> None:
        """Wait after a poll that found so many rows; not at all if there are `more`.

        If the poll cannot tell whether there are `more`, the next one follows without waiting for
        the signal. `pending`: there are rows that cannot be taken yet, and that the signal will not
        announce again.
        """
        if found and not more:
            await self._fixed_interval()
        self._note(found, pending=pending)
        if more or (found and more is None):
            self._rang = self._announced or self._signal.count != self._seen
        else:
            self._rang = await self._signal.wait(self._seen, self._wait_s)
            if not self._rang:
                self._wait_s = min(self._wait_s * _GROWTH, self._longest())
        self._announced = self._rang or (self._announced and pending)
        self._seen = self._signal.count
        self._polled_at = monotonic()

    def _note(self, found: int, *, pending: bool) -> None:
        """Choose the next wait by what the poll found and whether it was announced.

        A signal that rings just after the poll announced the same rows: whoever writes them commits
        first. So does one that rings later and finds nothing.
        """
        if found and not self._announced and self._signal.count == self._seen:
            self._others_at = self._polled_at
        elif self._rang and not found and not pending:
            self._others_at = self._polled_at - _OTHERS_KNOWN_S
            self._wait_s = self._idle_s
        others = self._polled_at < self._others_at + _OTHERS_S
        if (found and others) or (pending and (self._rang or not self._pending)):
            self._wait_s = _QUICK_S
        elif found:
            self._wait_s = self._longest()
        self._pending = pending

    def _longest(self) -> float:
        if self._polled_at < self._others_at + _OTHERS_KNOWN_S:
            return min(self._idle_s, _OTHERS_IDLE_S)
        return self._idle_s

    async def _fixed_interval(self) -> None:
        left = self._polled_at + self._interval_s - monotonic()
        if left > 0:
            await sleep(left)
