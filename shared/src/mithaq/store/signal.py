"""Waking whoever waits in this process; others find the news by polling."""

import asyncio


class Signal:
    """A rung bell: every waiter wakes, and one who was not waiting does not miss it."""

    def __init__(self) -> None:
        self._rings = 0
        self._event = asyncio.Event()

    @property
    def rings(self) -> int:
        """How often it rang; hand it to `wait` to hear a ring that came meanwhile."""
        return self._rings

    def ring(self) -> None:
        self._rings += 1
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, heard: int, timeout_s: float) -> bool:
        """True at once if it rang since `heard`, else when it rings; False after `timeout_s`."""
        if self._rings != heard:
            return True
        event = self._event
        try:
            async with asyncio.timeout(timeout_s):
                await event.wait()
        except TimeoutError:
            return False
        return True
