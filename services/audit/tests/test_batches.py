"""However a history is cut into batches, the ledger is that of its events one by one."""

from datetime import UTC, date, datetime
from typing import Any

from audit.heard.conventions import MoneyEvent
from audit.read_models.commitments import COMMITMENTS
from audit.read_models.commitments.tables import commitment_line
from audit.sources import CONVENTIONS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from mithaq.events import Recorded
from mithaq.testing.recorded import recorded
from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from .conftest import Running
from .full_life import FULL_LIFE, told
from .histories import histories
from .stories import CONVENTION, lines_by_event

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def heard(events: list[MoneyEvent]) -> list[Recorded[MoneyEvent]]:
    stream, day = f"convention-{CONVENTION}", date(2026, 1, 31)
    return [
        recorded(CONVENTIONS, event, stream, version, effective_date=day, at=NOON)
        for version, event in enumerate(events, start=1)
    ]


async def written(
    connection: AsyncConnection, events: list[Recorded[MoneyEvent]], cuts: list[int]
) -> list[Row[Any]]:
    """The lines of the ledger after these events, in batches that end at `cuts`."""
    await connection.execute(delete(commitment_line))
    for start, end in zip([0, *cuts], [*cuts, len(events)], strict=True):
        if start < end:
            await COMMITMENTS.project(connection, events[start:end])
    ordered = select(commitment_line).order_by(commitment_line.c.seq, commitment_line.c.nth)
    return list(await connection.execute(ordered))


def as_told(row: Row[Any]) -> list[Any]:
    return [
        row.kind,
        row.contribution,
        row.organisation_id.int,
        row.action,
        row.year,
        row.nature,
        row.amount,
        row.act,
    ]


async def test_batches_cut_at_random_write_the_lines_of_one_by_one(running: Running) -> None:
    """Both in the order of the log, and as the domain makes them."""
    cases = list[tuple[list[MoneyEvent], list[int]]]()

    @settings(
        max_examples=60,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(histories() | some.just(FULL_LIFE), some.data())
    def draw(events: list[MoneyEvent], data: some.DataObject) -> None:
        cuts = some.lists(some.integers(0, len(events)), max_size=4).map(sorted)
        cases.append((events, data.draw(cuts)))

    draw()
    assert len(cases) >= 60
    async with running.kernel.engine.begin() as connection:
        for events, cuts in cases:
            made = [line for of_event in lines_by_event(*events) for line in of_event]
            history = heard(events)
            one_by_one = await written(connection, history, list(range(1, len(history))))
            assert [as_told(row) for row in one_by_one] == [told(line) for line in made]
            assert await written(connection, history, cuts) == one_by_one
