"""The intervals of adaptive polling."""

import asyncio
from collections.abc import Callable

import pytest
from mithaq.store import PollInterval, Signal, polling

INTERVAL_S = 5.0


class Clock:
    """A fake clock that advances only by sleeping or working."""

    def __init__(self) -> None:
        self.now = 100.0
        self.meanwhile: Callable[[], None] = lambda: None

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.meanwhile()
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(polling, "monotonic", made.monotonic)
    monkeypatch.setattr(polling, "sleep", made.sleep)
    return made


async def test_after_work_the_next_poll_begins_an_interval_after_the_last(clock: Clock) -> None:
    interval = PollInterval(Signal(), interval_s=INTERVAL_S)
    begun: list[float] = []
    for work_s in (1.0, 2.0, 4.0):
        clock.now += work_s
        await interval.wait(1)
        begun.append(clock.now)
    assert begun == [105.0, 110.0, 115.0]


async def test_after_work_longer_than_the_interval_there_is_no_wait(clock: Clock) -> None:
    interval = PollInterval(Signal(), interval_s=INTERVAL_S)
    clock.now += 7.0
    await interval.wait(1)
    assert clock.now == 107.0
    await interval.wait(1)
    assert clock.now == 112.0


async def test_without_an_interval_it_polls_at_once_after_work(clock: Clock) -> None:
    await PollInterval(Signal()).wait(1)
    assert clock.now == 100.0


async def test_if_there_is_more_it_polls_at_once(clock: Clock) -> None:
    interval = PollInterval(Signal(), interval_s=INTERVAL_S)
    await interval.wait(1, more=True)
    assert clock.now == 100.0
    await interval.wait(1)
    assert clock.now == 105.0


async def test_a_signal_does_not_shorten_the_interval_and_is_seen_after_it(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "_QUICK_S", 3_600.0)
    signal = Signal()
    interval = PollInterval(signal, interval_s=INTERVAL_S)
    clock.meanwhile = signal.notify
    await interval.wait(1)
    assert clock.now == 105.0
    waiting = asyncio.create_task(interval.wait(0))
    await asyncio.sleep(0)
    assert not waiting.done()  # what rang during the beat was there when it looked
    signal.notify()
    await asyncio.wait_for(waiting, 60)


class Waits(Signal):
    """A signal that nobody waits for in vain: it tells how long a wait would have been."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[float] = []
        self.rings = False

    async def wait(self, seen: int, timeout_s: float) -> bool:
        if self.count != seen:
            return True
        self.waited.append(timeout_s)
        return self.rings


async def test_where_the_signal_announces_everything_no_poll_is_quick(clock: Clock) -> None:
    signal = Waits()
    interval = PollInterval(signal, idle_s=1.0)
    while await _waited(interval, signal, 0) < 1.0:
        """Nobody knows yet whether the signal rings: the first polls are quick ones."""
    for _ in range(20):
        clock.now += 0.1
        signal.rings = True
        await interval.wait(0, more=False)
        signal.rings = False
        assert await _waited(interval, signal, 1) == 1.0


async def test_work_that_nobody_announced_is_followed_by_quick_polls(clock: Clock) -> None:
    signal = Waits()
    interval = PollInterval(signal, idle_s=1.0)
    assert await _waited(interval, signal, 1) == 0.002
    assert await _waited(interval, signal, 0) == 0.0025
    while await _waited(interval, signal, 0) < 0.1:
        """They become rarer, but not as rare as where nobody else was ever seen."""
    clock.now += 61.0
    while await _waited(interval, signal, 0) < 1.0:
        """A minute later they do."""
    assert await _waited(interval, signal, 1) == 0.002


async def test_for_a_while_others_are_looked_for_after_ones_own_work_too(clock: Clock) -> None:
    signal = Waits()
    interval = PollInterval(signal, idle_s=1.0)
    await _waited(interval, signal, 1)  # unannounced: another process wrote it
    clock.now += 0.5
    signal.notify()
    await interval.wait(0, more=False)
    assert await _waited(interval, signal, 1) == 0.002
    clock.now += 60
    signal.notify()
    await interval.wait(0, more=False)
    assert await _waited(interval, signal, 1) == 1.0


async def test_a_signal_that_comes_just_after_the_row_has_announced_it(clock: Clock) -> None:
    """Whoever appends commits first and rings afterwards: a poll may fall between."""
    signal = Waits()
    interval = PollInterval(signal, idle_s=1.0, interval_s=INTERVAL_S)
    clock.now += 60
    await _waited(interval, signal, 0)
    clock.meanwhile = signal.notify  # during the interval
    await interval.wait(1, more=False)
    clock.meanwhile = lambda: None
    assert await _waited(interval, signal, 1) == 1.0


async def test_a_signal_that_finds_nothing_had_announced_what_was_found(clock: Clock) -> None:
    signal = Waits()
    interval = PollInterval(signal, idle_s=1.0)
    clock.now += 60
    assert await _waited(interval, signal, 1) == 0.002
    signal.notify()
    await interval.wait(0, more=False)
    assert await _waited(interval, signal, 0) == 1.0


async def test_what_cannot_be_taken_yet_is_looked_for_quickly(clock: Clock) -> None:
    """Its signal rang before it could be taken, and will not ring again."""
    signal = Waits()
    interval = PollInterval(signal, idle_s=1.0)
    clock.now += 60
    signal.notify()
    await interval.wait(0, more=False)
    waits = [await _waited(interval, signal, 0, pending=True) for _ in range(3)]
    assert waits == [0.002, 0.0025, 0.003125]
    assert await _waited(interval, signal, 1) == 1.0  # and it was announced, after all


async def _waited(
    interval: PollInterval, signal: Waits, found: int, *, pending: bool = False
) -> float:
    await interval.wait(found, more=False, pending=pending)
    return signal.waited[-1]
