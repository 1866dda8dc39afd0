"""Growth laws are told from figures that have them."""

import pytest

from tests.simulate.laws import law_of
from tests.simulate.report import Mark, picture, table

SIZES = (300_000.0, 2_000_000.0, 5_000_000.0)


@pytest.mark.parametrize(
    ("exponent", "name"),
    [
        (0.0, "flat"),
        (0.5, "below linear"),
        (1.0, "linear"),
        (1.4, "above linear"),
        (2.0, "quadratic"),
    ],
)
def test_a_law_has_the_exponent_of_its_figures(exponent: float, name: str) -> None:
    law = law_of([(size, 3 * size**exponent) for size in SIZES])
    assert law.exponent == pytest.approx(exponent, abs=1e-9)
    assert law.name == name
    assert law.at(1_000_000) == pytest.approx(3 * 1_000_000**exponent)


def test_one_size_has_no_law() -> None:
    with pytest.raises(ValueError, match="two different sizes"):
        law_of([(5.0, 1.0), (5.0, 2.0)])


def test_the_table_and_the_picture_tell_every_cost_that_was_measured_at_every_mark() -> None:
    marks = [
        Mark(years=years, events=int(size), costs={"store (MB)": size / 1e3, "list (ms)": 4.0})
        for years, size in zip((1, 5, 10), SIZES, strict=True)
    ]
    told = table(marks)
    assert "| store (MB) | 300 | 2,000 | 5,000 | linear (n^1.00) |" in told
    assert "| list (ms) | 4 | 4 | 4 | flat (n^0.00) |" in told
    drawn = picture(marks)
    assert drawn.count("<polyline") == 2
    assert "store (MB)" in drawn
