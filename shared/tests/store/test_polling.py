"""When a table is looked at again."""

import asyncio

import pytest
from mithaq.store import Pace, Signal, polling

BEAT_S = 5.0


class Clock:
    """Time that passes only where someone sleeps or works."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
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


async def test_a_ring_during_the_beat_is_not_missed(clock: Clock) -> None:
    """It came before the look that follows the beat, so that look sees what it told of."""
    signal = Signal()
    pace = Pace(signal, beat_s=BEAT_S)
    signal.ring()
    await pace.after(1)
    waiting = asyncio.create_task(pace.after(0))
    await asyncio.sleep(0)
    assert not waiting.done()  # that ring is not heard a second time
    signal.ring()
    await waiting
