"""A large store gets an index while commands go on: a campaign of some minutes."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from mithaq.store import Database
from mithaq.store.migrate import migrate

from tests.bench.migrating import effect, fill

EVENTS = int(os.environ.get("MITHAQ_EVENTS", "10000000"))


@pytest.mark.campaign
@pytest.mark.timeout(0)
async def test_an_index_over_a_large_store_keeps_nobody_waiting_for_a_second(
    fresh_database: Callable[[], Awaitable[str]], tmp_path: Path
) -> None:
    database = await Database.open(await fresh_database())
    try:
        await migrate(database.engine)
        await fill(database, EVENTS)
        found = await effect(database, EVENTS, tmp_path)
    finally:
        await database.close()
    print(found, f"ratio {found.ratio:.2f}")  # noqa: T201 (what a campaign found)
    # Its pages and the commits share one disk: the slowest wait longer than before.
    assert found.longest_ms <= 1_000
    assert found.behind_ms <= 2_000
