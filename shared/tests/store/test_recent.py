"""The cache of recent lines returns what the database would return."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from mithaq.events import LogRecord
from mithaq.store import RecentLines


def line(seq: int, size: int = 10) -> LogRecord:
    noted = datetime(2026, 1, 1, tzinfo=UTC)
    return LogRecord(
        seq, bytes(32), UUID(int=seq), "counter-a", seq, "Counted", 1, "x" * size, "", noted
    )


def numbers(recent: RecentLines, after: int, limit: int = 100) -> list[int]:
    return [found.seq for found in recent.after(after, limit)]


def test_the_cache_is_empty_before_the_first_batch() -> None:
    assert numbers(RecentLines(), 0) == []


def test_a_reader_gets_the_lines_after_its_sequence_up_to_the_limit() -> None:
    recent = RecentLines()
    recent.add([line(5), line(6)])
    recent.add([line(7)])
    assert numbers(recent, 4) == [5, 6, 7]
    assert numbers(recent, 5, limit=1) == [6]
    assert numbers(recent, 7) == []


def test_a_reader_further_behind_gets_nothing() -> None:
    recent = RecentLines()
    recent.add([line(5)])
    assert numbers(recent, 3) == []


def test_after_a_gap_older_lines_are_discarded() -> None:
    recent = RecentLines()
    recent.add([line(1)])
    recent.add([line(3)])
    assert numbers(recent, 0) == []
    assert numbers(recent, 2) == [3]


@given(st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=5), max_size=12))
def test_memory_is_bounded_and_answers_have_no_gap(batches: list[list[int]]) -> None:
    recent, seq = RecentLines(kept_bytes=100), 0
    for sizes in batches:
        recent.add([line(seq + nth, size) for nth, size in enumerate(sizes, 1)])
        seq += len(sizes)
        for place in range(seq + 1):
            found = recent.after(place, 100)
            assert [each.seq for each in found] in ([], list(range(place + 1, seq + 1)))
            assert sum(len(each.data) for each in found) <= 100
