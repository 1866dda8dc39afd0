"""In-process wake-up signal; workers in other processes find new rows by polling."""

import asyncio


class Signal:
    """Wakes all waiters. `count` lets a caller notice a signal sent before it began to wait."""

    def __init__(self) -> None:
        self._count = 0
        self._event = asyncio.Event()

    @property
    def count(self) -> int:
        """The number of notifications so far; read it before polling and pass it to `wait`."""
        return self._count

    def notify(self) -> None:
        self._count += 1
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seen: int, timeout_s: float) -> bool:
        """True once `count` exceeds `seen`, at once if it does already; False after `timeout_s`."""
        if self._count != seen:
            return True
        event = self._event
        try:
            async with asyncio.timeout(timeout_s):
                await event.wait()
        except TimeoutError:
            return False
        return True
