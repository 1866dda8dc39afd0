"""In-process wake-up signal; workers in other processes find new rows by polling."""

import asyncio
from functools import partial


class Signal:
    """Wakes all waiters. `count` lets a caller notice a signal sent before it began to wait."""

    def __init__(self) -> None:
        self._count = 0
        self._waiters: list[asyncio.Future[bool]] = []

    @property
    def count(self) -> int:
        """The number of notifications so far; read it before polling and pass it to `wait`."""
        return self._count

    def notify(self) -> None:
        self._count += 1
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            _end(waiter, rang=True)

    async def wait(self, seen: int, timeout_s: float) -> bool:
        """True once `count` exceeds `seen`, at once if it does already; False after `timeout_s`."""
        if self._count != seen:
            return True
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[bool] = loop.create_future()
        self._waiters.append(waiter)
        # Not `asyncio.timeout`: it takes longer than all the rest of a poll in memory.
        timer = loop.call_later(timeout_s, partial(_end, waiter, rang=False))
        try:
            return await waiter
        finally:
            timer.cancel()
            if waiter in self._waiters:
                self._waiters.remove(waiter)


def _end(waiter: "asyncio.Future[bool]", *, rang: bool) -> None:
    if not waiter.done():  # it may have been cancelled
        waiter.set_result(rang)
