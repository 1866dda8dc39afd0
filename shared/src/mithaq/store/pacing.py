"""Long work in slices, so that nothing else of the process waits for it."""

import asyncio
from time import perf_counter
from typing import Final

# Health checks, commands and the sequencer share the loop: with slices of 5 ms, and one piece of
# work that ends after them, nobody waits for as long as 20.
SLICE_S: Final = 0.005


class Pace:
    """Gives way to whatever else waits on the event loop, once a slice of work is done."""

    def __init__(self, slice_s: float = SLICE_S) -> None:
        self._slice_s, self._since = slice_s, perf_counter()

    @property
    def due(self) -> bool:
        """A slice is over: await `rest`."""
        return perf_counter() - self._since > self._slice_s

    async def rest(self) -> None:
        await asyncio.sleep(0)
        self._since = perf_counter()
