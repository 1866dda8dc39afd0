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
