"""However a history is cut into batches, the ledger is that of its events one by one."""

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from audit.domain.ledger.line import KINDS
from audit.heard.conventions import MoneyEvent
from audit.read_models.commitments import COMMITMENTS
from audit.read_models.commitments.tables import commitment_line, organisation_total
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

DAYS = some.dates(date(2026, 1, 1), date(2026, 2, 28))
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def heard(events: list[MoneyEvent], days: list[date]) -> list[Recorded[MoneyEvent]]:
    stream = f"convention-{CONVENTION}"
    return [
        recorded(CONVENTIONS, event, stream, version, effective_date=day, at=NOON)
        for version, (event, day) in enumerate(zip(events, days, strict=True), start=1)
    ]


async def written(
    connection: AsyncConnection, events: list[Recorded[MoneyEvent]], cuts: list[int]
) -> list[Row[Any]]:
    """The lines of the ledger after these events, in batches that end at `cuts`."""
    for table in (commitment_line, organisation_total):
        await connection.execute(delete(table))
    for start, end in zip([0, *cuts], [*cuts, len(events)], strict=True):
        if start < end:
            await COMMITMENTS.project(connection, events[start:end])
    ordered = select(commitment_line).order_by(commitment_line.c.seq, commitment_line.c.nth)
    return list(await connection.execute(ordered))


async def kept_totals(connection: AsyncConnection) -> dict[tuple[UUID, str, str], int]:
    """What is kept added up, where it is not zero."""
    rows = await connection.execute(select(organisation_total))
    return {
        (row.organisation_id, row.nature, kind.value): int(row._mapping[kind.value])
        for row in rows
        for kind in KINDS
        if row._mapping[kind.value]
    }


def summed(rows: list[Row[Any]]) -> dict[tuple[UUID, str, str], int]:
    sums = Counter[tuple[UUID, str, str]]()
    for row in rows:
        sums[row.organisation_id, row.nature, row.kind] += row.amount
    return {key: amount for key, amount in sums.items() if amount}


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
        row.basis,
    ]


async def test_batches_cut_at_random_write_the_lines_of_one_by_one(running: Running) -> None:
    """Both in the order of the log, and as the domain makes them."""
    cases = list[tuple[list[MoneyEvent], list[date], list[int]]]()

    @settings(
        max_examples=60,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(histories() | some.just(FULL_LIFE), some.data())
    def draw(events: list[MoneyEvent], data: some.DataObject) -> None:
        cuts = some.lists(some.integers(0, len(events)), max_size=4).map(sorted)
        days = some.lists(DAYS, min_size=len(events), max_size=len(events))
        cases.append((events, data.draw(days), data.draw(cuts)))

    draw()
    assert len(cases) >= 60
    async with running.kernel.engine.begin() as connection:
        for events, days, cuts in cases:
            made = [line for of_event in lines_by_event(*events) for line in of_event]
            history = heard(events, days)
            one_by_one = await written(connection, history, list(range(1, len(history))))
            assert [as_told(row) for row in one_by_one] == [told(line) for line in made]
            assert await written(connection, history, cuts) == one_by_one
            assert await kept_totals(connection) == summed(one_by_one)
