"""Writing a batch of changes at once leaves what writing them one by one would leave."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some
from mithaq.deadlines.table import Gone, Row, folded

NAMES = some.sampled_from(["a", "b"])
MOMENT = datetime(2026, 3, 2, tzinfo=UTC)


@some.composite
def rows(draw: some.DrawFn) -> Row:
    cause = UUID(int=draw(some.integers(0, 2**32)))
    return Row(draw(NAMES), draw(NAMES), draw(NAMES), cause, MOMENT, cause, "c")


changes = some.lists(rows() | some.builds(Gone, NAMES, some.none() | NAMES, some.none() | NAMES))
Stored = dict[tuple[str, str, str], Row]


def one_by_one(stored: Stored, batch: Sequence[Row | Gone]) -> Stored:
    stored = dict(stored)
    for change in batch:
        if isinstance(change, Row):
            stored[change[:3]] = change
        else:
            stored = {
                key: row
                for key, row in stored.items()
                if not (row.stream_id == change.stream_id and change.covers(row))
            }
    return stored


@given(changes, changes)
def test_property_a_batch_folds_to_what_its_changes_leave(
    before: Sequence[Row | Gone], batch: Sequence[Row | Gone]
) -> None:
    stored = one_by_one({}, before)
    gone, new = folded(batch)
    assert one_by_one(stored, [*gone, *new]) == one_by_one(stored, batch)
