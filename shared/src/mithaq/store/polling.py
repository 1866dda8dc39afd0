"""How often to look: at a beat under load, soon after it, hardly when idle."""

from asyncio import sleep
from time import monotonic
from typing import Final

from mithaq.store.signal import Signal

_QUICK_S: Final = 0.002
_IDLE_S: Final = 0.100
_GROWTH: Final = 1.25


class Pace:
    """Sleeps between two looks at a table.

    After work: until `beat_s` after that look began; not at all without a beat. After nothing:
    2 ms, growing by a quarter each time to `idle_s`, so an idle process costs 10 cheap queries a
    second and one that was busy a moment ago sees news at once. A ring of the signal (same process)
    cuts the wait after nothing short, a beat never.
    """

    def __init__(self, signal: Signal, *, idle_s: float = _IDLE_S, beat_s: float = 0.0) -> None:
        self._signal, self._idle_s, self._beat_s = signal, idle_s, beat_s
        self._heard = signal.rings
        self._wait_s = _QUICK_S
        self._begun = monotonic()

    async def after(self, found: int, *, more: bool = False) -> None:
        """Wait as long as `found` pieces of work suggest; not at all if there is `more`."""
        if found:
            if not more:
                await self._beat()
            self._wait_s = _QUICK_S
        elif await self._signal.wait(self._heard, self._wait_s):
            self._wait_s = _QUICK_S
        else:
            self._wait_s = min(self._wait_s * _GROWTH, self._idle_s)
        self._heard = self._signal.rings
        self._begun = monotonic()

    async def _beat(self) -> None:
        left = self._begun + self._beat_s - monotonic()
        if left > 0:
            await sleep(left)
