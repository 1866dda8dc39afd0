"""Which growth of memory counts as none."""

import pytest

from tests.bench.growth import Line, growth, slope
from tests.bench.soak_picture import memory


def line(*megabytes: float) -> Line:
    return [(nth / 2, each) for nth, each in enumerate(megabytes)]


def test_filling_caches_in_the_first_third_is_no_growth() -> None:
    told = growth("worker", line(50, 80, 100, *[110] * 9))
    assert (told.flat, told.percent, told.mb_per_minute) == (True, 0, 0)


def test_a_leak_is_growth() -> None:
    told = growth("worker", line(*range(100, 160, 2)))
    assert not told.flat
    assert told.mb_per_minute == pytest.approx(4)


def test_a_slow_leak_is_growth_though_it_has_not_come_far() -> None:
    told = growth("worker", line(*[100 + nth / 4 for nth in range(20)]))
    assert told.percent < 5
    assert not told.flat


def test_one_sample_out_of_line_does_not_bend_the_slope() -> None:
    assert slope(line(*[100] * 10, 900, *[100] * 10)) == 0


def test_a_picture_has_a_line_a_process() -> None:
    drawn = memory({"a<b": line(1, 2), "c": line(3, 4)})
    assert drawn.count("<polyline") == 2
    assert "a&lt;b" in drawn
