"""The partition of a line, through all the partitions its topic was ever given."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from mithaq.messaging.layouts import Layouts, PartitionsGone


def test_lines_stay_where_they_are_when_a_topic_grows() -> None:
    grown = Layouts((3,)).grown(100, 12)
    assert grown.of_line(100) == (3, 100)
    assert grown.of_line(101) == (12, None)
    assert grown.grown(250, 24).of_line(101) == (12, 250)


def test_growth_without_lines_between_leaves_no_trace() -> None:
    assert Layouts((3,)).grown(0, 12) == Layouts((12,))
    assert Layouts((3,)).grown(7, 12).grown(7, 24) == Layouts((3, 24), (7,))
    assert Layouts((3,)).grown(7, 3) == Layouts((3,))


def test_partitions_never_become_fewer() -> None:
    with pytest.raises(PartitionsGone):
        Layouts((3,)).grown(9, 2)


@given(some.lists(some.tuples(some.integers(0, 40), some.integers(0, 9)), max_size=8))
def test_property_a_line_once_sent_never_moves(steps: list[tuple[int, int]]) -> None:
    layouts, head, count = Layouts((1,)), 0, 1
    sent: dict[int, int] = {}
    for lines, more in steps:
        sent |= {seq: layouts.of_line(seq)[0] for seq in range(head + 1, head + lines + 1)}
        head, count = head + lines, count + more
        layouts = layouts.grown(head, count)
        assert {seq: layouts.of_line(seq)[0] for seq in sent} == sent
        assert layouts.of_line(head + 1) == (count, None)
