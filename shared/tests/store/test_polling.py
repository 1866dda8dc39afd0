"""When a table is looked at again."""

import asyncio
from collections.abc import Callable

import pytest
from mithaq.store import Pace, Signal, polling

BEAT_S = 5.0


class Clock:
    """Time that passes only where someone sleeps or works."""

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


async def test_after_work_the_next_look_begins_a_beat_after_the_last_one(clock: Clock) -> None:
    pace = Pace(Signal(), beat_s=BEAT_S)
    begun: list[float] = []
    for work_s in (1.0, 2.0, 4.0):
        clock.now += work_s
        await pace.after(1)
        begun.append(clock.now)
    assert begun == [105.0, 110.0, 115.0]


async def test_work_that_took_longer_than_a_beat_is_not_waited_for(clock: Clock) -> None:
    pace = Pace(Signal(), beat_s=BEAT_S)
    clock.now += 7.0
    await pace.after(1)
    assert clock.now == 107.0
    await pace.after(1)
    assert clock.now == 112.0


async def test_without_a_beat_it_looks_again_at_once_after_work(clock: Clock) -> None:
    await Pace(Signal()).after(1)
    assert clock.now == 100.0


async def test_where_more_is_known_to_be_there_it_looks_again_at_once(clock: Clock) -> None:
    pace = Pace(Signal(), beat_s=BEAT_S)
    await pace.after(1, more=True)
    assert clock.now == 100.0
    await pace.after(1)
    assert clock.now == 105.0


async def test_a_ring_does_not_shorten_the_beat_and_is_heard_by_the_look_after_it(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "_QUICK_S", 3_600.0)
    signal = Signal()
    pace = Pace(signal, beat_s=BEAT_S)
    clock.meanwhile = signal.ring
    await pace.after(1)
    assert clock.now == 105.0
    waiting = asyncio.create_task(pace.after(0))
    await asyncio.sleep(0)
    assert not waiting.done()  # what rang during the beat was there when it looked
    signal.ring()
    await asyncio.wait_for(waiting, 60)
