"""How often to look when nobody rings: quickly under load, hardly when idle."""

from typing import Final

from mithaq.store.signal import Signal

_QUICK_S: Final = 0.002
_IDLE_S: Final = 0.100
_GROWTH: Final = 1.25


class Pace:
    """Sleeps between two looks at a table.

    After work: not at all. After nothing: 2 ms, growing by a quarter each time to 100 ms, so an
    idle process costs 10 cheap queries a second and a busy one sees news at once. A ring of the
    signal (same process) cuts any wait short.
    """

    def __init__(self, signal: Signal, *, idle_s: float = _IDLE_S) -> None:
        self._signal, self._idle_s = signal, idle_s
        self._heard = signal.rings
        self._wait_s = _QUICK_S

    async def after(self, found: int) -> None:
        """Wait as long as `found` pieces of work suggest."""
        if found or await self._signal.wait(self._heard, self._wait_s):
            self._wait_s = _QUICK_S
        else:
            self._wait_s = min(self._wait_s * _GROWTH, self._idle_s)
        self._heard = self._signal.rings
