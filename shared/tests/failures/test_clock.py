"""A clock that jumps: nothing is ordered by it or waits for it."""

from itertools import count
from uuid import UUID

import pytest
from mithaq.store import Database, Log
from mithaq.testing.flow import Producing, consume_until

JUMP = "ALTER TABLE event ALTER recorded_at SET DEFAULT clock_timestamp() + $jump::interval"
LEAPS = ("2 days", "-3 years", "1 hour", "-50 years", "0 s")


async def jump(database: Database, leap: str) -> None:
    """Set the time that appends record from now on, as if the server's clock were changed."""
    await database.pool.execute(JUMP.replace("$jump", f"'{leap}'"))


async def test_events_are_ordered_by_number_whatever_the_clock_says(
    producing: Producing, consuming: Database
) -> None:
    """Given a clock changed between appends, when published, then rows are in the log's order.

    Two days ahead is more than a broker would take by default: the relay would stand still.
    """
    for leap in LEAPS:
        await jump(producing.database, leap)
        await producing.count("counter-a", 1)
        await producing.count("counter-b", 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 5, "counter-b": 10})
    lines = await Log(producing.database.pool).after(0, 100)
    times = [line.recorded_at for line in lines]
    assert times != sorted(times)
    assert [line.version for line in lines if line.stream_id == "counter-a"] == [1, 2, 3, 4, 5]


async def test_a_clock_before_1970_does_no_harm(producing: Producing) -> None:
    await jump(producing.database, "-100 years")
    await producing.count("counter-a", 1)
    await producing.publish()


async def test_ids_made_by_a_clock_that_runs_back_order_nothing(
    producing: Producing, consuming: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ids contain the process's time; here each is lower than the one before."""
    falling = (UUID(int=2**127 - nth) for nth in count())
    monkeypatch.setattr("uuid_utils.compat.uuid7", lambda: next(falling))
    await producing.count("counter-a", 1, 2, 3)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 6})
    lines = await Log(producing.database.pool).after(0, 100)
    assert [line.version for line in lines] == [1, 2, 3]
    ids = [line.event_id for line in lines]
    assert ids == sorted(ids, reverse=True)
