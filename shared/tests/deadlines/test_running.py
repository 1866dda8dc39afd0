"""A deadline runs once, in order, under the rules of the day it runs, whatever happens between."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

import asyncpg
import pytest
from mithaq import failpoints
from mithaq.commands import Accepted
from mithaq.deadlines import Deadline, Due
from mithaq.deadlines.claims import Claims
from mithaq.deadlines.operating import cancel, late, retry, runs
from mithaq.failpoints import FailPoint
from mithaq.projections import rebuild_own
from mithaq.store import Database

from .timed import START, Serving, at_work

SOON: Final = START + timedelta(hours=1)
A, B = "offer-a", "offer-b"


class Killed(BaseException):
    """As kill -9: nothing is cleaned up."""


async def states(database: Database) -> dict[str, str]:
    rows = await database.pool.fetch("SELECT stream_id, state FROM deadline_run")
    return {row["stream_id"]: row["state"] for row in rows}


async def test_nothing_runs_before_its_moment_and_each_runs_once_after(serving: Serving) -> None:
    await serving.offer(A, B, until=SOON)
    await serving.derive()
    assert await serving.drain() == []
    serving.offers.now = SOON
    assert await serving.drain() == [2]
    assert await serving.drain() == []
    await serving.derive()
    assert await serving.drain() == []
    assert sorted(await serving.ended()) == [(A, '{"under":"first"}'), (B, '{"under":"first"}')]


async def test_the_event_says_which_deadline_gave_it_and_what_that_came_from(
    serving: Serving,
) -> None:
    await serving.offer(A, until=SOON)
    await serving.derive()
    serving.offers.now = SOON + timedelta(days=3)
    await serving.drain()
    events = await serving.database.pool.fetch("SELECT * FROM event ORDER BY position")
    first, second = events
    meta = second["meta"]
    assert '"id":"mithaq:deadlines"' in meta
    assert f'"causation_id":"{first["event_id"]}"' in meta
    assert '"effective_date":"2026-03-02"' in meta
    assert second["command_id"] == await serving.database.pool.fetchval(
        "SELECT deadline_id FROM deadline_run"
    )


async def test_a_later_event_moves_or_cancels_a_deadline(serving: Serving) -> None:
    await serving.offer(A, B, until=SOON)
    await serving.offer(A, until=SOON + timedelta(days=1))
    await serving.take(B)
    await serving.derive()
    serving.offers.now = SOON
    assert await serving.drain() == []
    serving.offers.now = SOON + timedelta(days=1)
    assert await serving.drain() == [1]
    assert [stream for stream, _ in await serving.ended()] == [A]


async def test_ten_days_of_absence_are_caught_up_day_by_day_under_the_rules_of_the_day_they_run(
    serving: Serving,
) -> None:
    days = [SOON + timedelta(days=nth) for nth in range(10)]
    for nth in (7, 2, 9, 0, 5, 1, 8, 3, 6, 4):
        await serving.offer(*(f"offer-{nth}-{each}" for each in range(3)), until=days[nth])
    await serving.derive()
    serving.offers.now, serving.offers.rule = days[-1] + timedelta(hours=3), "changed meanwhile"
    assert await serving.drain() == [3] * 10
    ended = await serving.ended()
    assert [int(stream.split("-")[1]) for stream, _ in ended] == [
        n for n in range(10) for _ in "abc"
    ]
    assert {data for _, data in ended} == {'{"under":"changed meanwhile"}'}
    assert {day for _, day in serving.offers.given} == {date(2026, 3, 11)}


async def test_what_a_caught_up_one_sets_comes_before_what_fell_due_later(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    await serving.offer(A, until=SOON)
    await serving.offer(B, until=SOON + timedelta(days=5))
    serving.offers.now = SOON + timedelta(days=10)
    end = serving.offers.end

    async def end_and_offer(due: Due) -> Accepted:
        accepted = await end(due)
        if due.deadline.stream_id == A:
            await serving.offer("offer-c", until=SOON + timedelta(days=1))
        return accepted

    monkeypatch.setattr(serving.offers, "end", end_and_offer)
    async with at_work(serving), asyncio.timeout(20):
        while len(await serving.ended()) < 3:  # noqa: ASYNC110 (another task's rows)
            await asyncio.sleep(0.01)
    assert [stream for stream, _ in await serving.ended()] == [A, "offer-c", B]


async def test_a_refused_one_is_kept_with_its_rule_and_never_tried_again(serving: Serving) -> None:
    await serving.offer(A, B, until=SOON)
    await serving.derive()
    serving.offers.now, serving.offers.wanted = SOON, {A}
    assert await serving.drain() == [2]
    serving.offers.now += timedelta(days=400)
    assert await serving.drain() == []
    [refused] = await runs(serving.database.pool, "deadlines", refused=True)
    assert (refused.stream_id, refused.state) == (A, "refused")
    assert (refused.reason, refused.detail) == ("still-wanted", f"stream={A}")
    assert [stream for stream, _ in await serving.ended()] == [B]


async def test_an_operator_has_a_refused_one_run_again_or_cancels_it(serving: Serving) -> None:
    await serving.offer(A, B, until=SOON)
    await serving.derive()
    serving.offers.now, serving.offers.wanted = SOON, {A, B}
    await serving.drain()
    pool = serving.database.pool
    ids = {each.stream_id: each.deadline_id for each in await runs(pool, "deadlines")}
    serving.offers.wanted = set()
    assert await cancel(pool, "deadlines", ids[B], "withdrawn by hand")
    assert not await retry(pool, ids[B])
    assert not await retry(pool, UUID(int=1))
    assert await retry(pool, ids[A])
    assert await serving.drain() == [1]
    assert await states(serving.database) == {A: "done", B: "cancelled"}
    assert not await cancel(pool, "deadlines", ids[A], "too late")
    assert [stream for stream, _ in await serving.ended()] == [A]


async def test_a_pending_one_can_be_cancelled_before_it_runs(serving: Serving) -> None:
    await serving.offer(A, until=SOON)
    await serving.derive()
    [pending] = await runs(serving.database.pool, "deadlines")
    assert pending.state == "pending"
    assert await cancel(serving.database.pool, "deadlines", pending.deadline_id, "not wanted")
    serving.offers.now = SOON
    assert await serving.drain() == []


async def test_a_failing_one_waits_and_starves_nobody(serving: Serving) -> None:
    await serving.offer(A, B, until=SOON)
    await serving.derive()
    serving.offers.now, serving.offers.failing = SOON, {A: 1}
    assert await serving.drain() == [2]
    assert await states(serving.database) == {A: "open", B: "done"}
    due = await late(serving.database.pool, "deadlines", serving.offers.now)
    assert (due.due, due.oldest) == (1, SOON)
    await serving.database.pool.execute("UPDATE deadline_run SET ready_at = now()")
    assert await serving.drain() == [1]
    assert await states(serving.database) == {A: "done", B: "done"}


async def test_the_pauses_of_a_failing_one_grow(serving: Serving) -> None:
    await serving.offer(A, until=SOON)
    await serving.derive()
    serving.offers.now, serving.offers.failing = SOON, {A: 99}
    seconds = []
    for _ in range(5):
        assert await serving.drain() == [1]
        seconds.append(
            await serving.database.pool.fetchval(
                "SELECT round(extract(epoch FROM ready_at - changed_at))::int FROM deadline_run"
            )
        )
        await serving.database.pool.execute("UPDATE deadline_run SET ready_at = now()")
    assert seconds == [1, 2, 4, 8, 16]
    [failing] = await runs(serving.database.pool, "deadlines")
    assert (failing.state, failing.reason, failing.attempts) == ("open", "ConnectionError", 5)


@pytest.mark.parametrize("point", [FailPoint.DEADLINES_CLAIMED, FailPoint.DEADLINES_GIVEN])
async def test_killed_between_any_two_steps_each_command_is_given_once(
    serving: Serving, point: FailPoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    await serving.offer(A, B, until=SOON)
    await serving.derive()
    serving.offers.now = SOON

    def die() -> None:
        raise Killed

    with monkeypatch.context() as armed:
        armed.setitem(failpoints._armed, point, die)
        with pytest.raises(Killed):
            await serving.drain()
    assert await states(serving.database) == {A: "open", B: "open"}
    assert await serving.drain() == [2]
    assert sorted(stream for stream, _ in await serving.ended()) == [A, B]
    assert await states(serving.database) == {A: "done", B: "done"}


async def test_what_its_own_event_cancelled_before_it_was_marked_is_done(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    await serving.offer(A, B, until=SOON)
    await serving.derive()
    serving.offers.now, serving.offers.failing = SOON, {B: 1}

    def die() -> None:
        raise Killed

    with monkeypatch.context() as armed:
        armed.setitem(failpoints._armed, FailPoint.DEADLINES_GIVEN, die)
        with pytest.raises(Killed):
            await serving.drain()
    await serving.take(B)
    await serving.derive()
    assert await serving.drain() == []
    assert await states(serving.database) == {A: "done", B: "cancelled"}


async def test_two_workers_that_both_believe_they_are_the_one_double_nothing(
    serving: Serving,
) -> None:
    streams = [f"offer-{nth}" for nth in range(200)]
    await serving.offer(*streams, until=SOON)
    await serving.derive()
    serving.offers.now = SOON
    await asyncio.gather(serving.drain(), serving.drain())
    assert sorted(stream for stream, _ in await serving.ended()) == sorted(streams)
    assert set((await states(serving.database)).values()) == {"done"}


async def test_a_rebuild_runs_nothing_again_and_loses_nothing(serving: Serving) -> None:
    await serving.offer(A, until=SOON)
    await serving.offer(B, "offer-c", until=SOON + timedelta(days=1))
    await serving.derive()
    serving.offers.now, serving.offers.wanted = SOON + timedelta(days=1), {B}
    assert await serving.drain() == [1, 2]
    await serving.offer("offer-d", until=SOON + timedelta(days=2))
    await rebuild_own(serving.database, serving.deadlines.read_model)
    assert await serving.drain() == []
    await serving.derive()
    await rebuild_own(serving.database, serving.deadlines.read_model)
    serving.offers.now += timedelta(days=1)
    assert await serving.drain() == [1]
    assert [stream for stream, _ in await serving.ended()] == [A, "offer-c", "offer-d"]


async def test_a_new_deadline_wakes_the_worker(serving: Serving) -> None:
    serving.offers.now = datetime.now(UTC)
    async with at_work(serving, workers=2), asyncio.timeout(8):
        await asyncio.sleep(0.3)  # it sleeps: nothing is pending
        await serving.offer(A, until=serving.offers.now - timedelta(seconds=1))
        while not await serving.ended():  # noqa: ASYNC110 (another task's rows)
            await asyncio.sleep(0.01)


async def test_a_worker_without_work_asks_the_database_hardly_ever(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many events pass that set no deadline."""
    asked = 0
    claim = Claims.claim

    async def counted(
        self: Claims, connection: asyncpg.Connection, now: datetime, limit: int
    ) -> Sequence[Deadline]:
        nonlocal asked
        asked += 1
        return await claim(self, connection, now, limit)

    monkeypatch.setattr(Claims, "claim", counted)
    await serving.offer(A, until=SOON)
    async with at_work(serving):
        await asyncio.sleep(0.3)
        before = asked
        for nth in range(20):
            await serving.take(f"offer-{nth}")
            await asyncio.sleep(0.02)
        assert asked - before <= 1
