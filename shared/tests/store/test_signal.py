"""The signal that wakes readers of the same process."""

import asyncio

from mithaq.store import Signal


async def test_it_wakes_everybody_who_waits() -> None:
    signal = Signal()
    waiting = [asyncio.create_task(signal.wait(signal.count, 60)) for _ in range(3)]
    await asyncio.sleep(0)
    signal.notify()
    assert await asyncio.gather(*waiting) == [True] * 3


async def test_who_saw_less_than_it_counted_does_not_wait() -> None:
    signal = Signal()
    seen = signal.count
    signal.notify()
    assert await asyncio.wait_for(signal.wait(seen, 60), 30)


async def test_nobody_rings_and_the_time_is_over() -> None:
    signal = Signal()
    assert not await signal.wait(signal.count, 0.001)
    signal.notify()  # nobody waits any more, and the next one must see it
    assert await signal.wait(0, 60)


async def test_one_that_is_cancelled_disturbs_nobody() -> None:
    signal = Signal()
    gone, stays = (asyncio.create_task(signal.wait(0, 60)) for _ in range(2))
    await asyncio.sleep(0)
    gone.cancel()
    signal.notify()
    assert await stays
    await asyncio.gather(gone, return_exceptions=True)
    assert gone.cancelled()
