"""The made-up ministry: the same from the same seed, with the events it was asked for."""

import pytest

from tests.simulate.ministry import MONTHS, YEARS, Life, ministry, months


@pytest.mark.parametrize(("conventions", "events"), [(50, 20_000), (400, 300_000)])
def test_it_has_about_the_events_asked_for(conventions: int, events: int) -> None:
    lives = ministry(1, conventions, events)
    assert len(lives) == conventions
    assert sum(life.done(YEARS) for life in lives) == pytest.approx(events, rel=0.02)


def test_a_seed_makes_one_ministry() -> None:
    assert ministry(7, 30, 9_000) == ministry(7, 30, 9_000) != ministry(8, 30, 9_000)


def test_every_event_comes_in_one_month() -> None:
    lives = ministry(3, 40, 12_000)
    told = dict.fromkeys(lives, 0)
    for come in months(lives, 0, MONTHS):
        for stretch in come:
            assert stretch.after == told[stretch.life]
            told[stretch.life] = stretch.upto
    assert told == {life: life.done(YEARS) for life in lives}


def test_a_life_is_agreed_in_its_first_sixth() -> None:
    life = Life(number=1, region="01", begins=1.0, lasts=6.0, events=1_000)
    assert [life.done(year) for year in (0.5, 1.0, 2.0, 7.0, 9.0)] == [0, 0, 120, 1_000, 1_000]
