"""A failing worker is restarted with back-off."""

import asyncio
from collections.abc import Sequence

import pytest
from aiokafka.errors import KafkaConnectionError
from mithaq.observability import REGISTRY
from mithaq.runtime import RestartPolicy, Worker
from mithaq.runtime.workers import keep_running
from structlog.testing import capture_logs

QUICK = RestartPolicy(first=0.001, longest=0.004, healthy=60)


def test_waits_double_up_to_the_longest() -> None:
    restarts = RestartPolicy(first=0.5, longest=5, healthy=60)
    waits, waited = [], 0.0
    for _ in range(6):
        waited = restarts.after(waited, ran=1)
        waits.append(waited)
    assert waits == [0.5, 1, 2, 4, 5, 5]


def test_a_healthy_run_starts_over() -> None:
    restarts = RestartPolicy(first=0.5, longest=5, healthy=60)
    assert restarts.after(5, ran=60) == 0.5


async def test_it_is_started_again_until_it_ends() -> None:
    falls = iter([1, 2, 3, 0])

    async def run() -> None:
        if nth := next(falls):
            raise RuntimeError(f"fell {nth}")

    before = _metric("mithaq_worker_restarts_total", "fragile")
    with capture_logs() as logs:
        await keep_running(Worker("fragile", run), QUICK)
    assert [line.get("restart_in") for line in logs] == [0.001, 0.002, 0.004, None]
    assert logs[-1]["event"] == "worker.done"
    assert _metric("mithaq_worker_restarts_total", "fragile") == before + 3


async def told(failure: Exception, times: int) -> list[tuple[int, bool]]:
    """Which times the log has a line of, and whether with a traceback."""
    left = iter(range(times))

    async def run() -> None:
        if next(left, None) is not None:
            raise failure

    with capture_logs() as logs:
        await keep_running(Worker("falling", run), QUICK)
    failed = [line for line in logs if line["event"] == "worker.failed"]
    return [(line["times"], line["exc_info"] is not None) for line in failed]


async def test_the_same_failure_again_is_a_line_now_and_then() -> None:
    assert await told(RuntimeError("fell"), 9) == [(1, True), (2, False), (4, False), (8, False)]


@pytest.mark.parametrize("away", [OSError("refused"), KafkaConnectionError("refused")])
async def test_a_server_that_is_away_is_a_line_without_a_traceback(away: Exception) -> None:
    assert await told(away, 2) == [(1, False), (2, False)]


async def test_a_worker_waiting_for_its_restart_counts_as_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[float] = []

    async def run() -> None:
        shown.append(_metric("mithaq_worker_running", "seen"))
        if len(shown) < 3:
            raise RuntimeError("fell")

    async def sleep(_seconds: float) -> None:
        shown.append(_metric("mithaq_worker_running", "seen"))

    monkeypatch.setattr("mithaq.runtime.workers.asyncio.sleep", sleep)
    await keep_running(Worker("seen", run), QUICK)
    assert shown == [1, 0, 1]


async def test_cancelling_ends_it_for_good_after_its_cleanup() -> None:
    told: list[str] = []

    async def run() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            told.append("cleaned up")

    task = asyncio.create_task(keep_running(Worker("cancelled", run), QUICK))
    await asyncio.sleep(0.01)
    task.cancel()
    outcome: Sequence[object] = await asyncio.gather(task, return_exceptions=True)
    assert isinstance(outcome[0], asyncio.CancelledError)
    assert told == ["cleaned up"]


async def test_an_unrequested_cancellation_is_a_failure() -> None:
    leaks = iter([True, False])

    async def run() -> None:
        if next(leaks):
            raise asyncio.CancelledError

    with capture_logs() as logs:
        await keep_running(Worker("leaking", run), QUICK)
    assert [line["event"] for line in logs] == ["worker.failed", "worker.done"]


async def test_a_failing_cleanup_does_not_restart_the_worker() -> None:
    runs = 0

    async def run() -> None:
        nonlocal runs
        runs += 1
        try:
            await asyncio.Event().wait()
        finally:
            raise RuntimeError("cleanup")

    task = asyncio.create_task(keep_running(Worker("untidy", run), QUICK))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(RuntimeError, match="cleanup"):
        await task
    assert runs == 1


def _metric(name: str, worker: str) -> float:
    return REGISTRY.get_sample_value(name, {"worker": worker}) or 0.0
