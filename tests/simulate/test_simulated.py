"""The simulation runs, on a small ministry: what stands in its stores is what it tells of."""

from tests.simulate.library import library
from tests.simulate.ministry import ministry
from tests.simulate.report import laws
from tests.simulate.run import MARKS, Ministry, simulated


async def test_a_small_ministry_is_simulated(postgres_server: str) -> None:
    lives = ministry(1, 40, 4_000)
    made = Ministry(lives, library(max(life.events for life in lives)))
    marks = [mark async for mark in simulated(postgres_server, made)]
    assert [mark.years for mark in marks] == list(MARKS)
    assert [mark.events for mark in marks] == [
        sum(life.done(years) for life in lives) for years in MARKS
    ]
    assert len(laws(marks)) >= 10
    assert marks[-1].costs["store (MB)"] > marks[0].costs["store (MB)"]
