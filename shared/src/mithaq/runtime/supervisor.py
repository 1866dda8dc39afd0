"""Supervises one process: starts the API and the workers in one event loop, stops them in order."""

import asyncio
import os
from collections.abc import Coroutine, Mapping, Sequence
from typing import Final

import structlog
from starlette.types import ASGIApp

from mithaq.runtime.serving import Api
from mithaq.runtime.signals import stop_signals
from mithaq.runtime.workers import DEFAULT_RESTARTS, RestartPolicy, Worker, keep_running

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

STOP_SECONDS: Final = 20.0

Tasks = Mapping[str, "asyncio.Task[None]"]


async def supervise(
    workers: Sequence[Worker],
    api: ASGIApp | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    restarts: RestartPolicy = DEFAULT_RESTARTS,
    within: float = STOP_SECONDS,
) -> int:
    """Run until SIGTERM or SIGINT, or until nothing is left to run; returns the exit status.

    A worker that raises is restarted (`RestartPolicy`); an API that fails ends the process (1). On
    stop the API first completes its running requests, so that no new work arrives, then the workers
    are cancelled in the order given, each awaited. If this takes longer than `within` seconds, the
    process exits at once (1), before an orchestrator would send SIGKILL.
    """
    with stop_signals() as stop:
        server = None if api is None else Api(api, host, port, within / 2)
        serving = {} if server is None else {"api": _task("api", server.run_until_stopped())}
        working = {each.name: _task(each.name, keep_running(each, restarts)) for each in workers}
        await _until(stop, serving, working)
        failed = any(task.done() for task in serving.values())
        if server is not None:
            server.should_exit = True
        await _stopped(serving, working, within)
        return int(failed)


def _task(name: str, work: Coroutine[None, None, None]) -> "asyncio.Task[None]":
    return asyncio.create_task(work, name=name)


async def _until(stop: asyncio.Event, serving: Tasks, working: Tasks) -> None:
    """Wait for a stop request, the end of the API, or, without an API, of the last worker."""
    requested = asyncio.create_task(stop.wait())
    running = [*serving.values()] or [asyncio.create_task(_all(working))]
    await asyncio.wait({requested, *running}, return_when=asyncio.FIRST_COMPLETED)
    requested.cancel()


async def _all(tasks: Tasks) -> None:
    if tasks:
        await asyncio.wait(tasks.values())


async def _stopped(serving: Tasks, working: Tasks, within: float) -> None:
    clock = asyncio.get_running_loop().time
    deadline = clock() + within
    for name, task in {**serving, **working}.items():
        if name in working:
            task.cancel()
        await asyncio.wait({task}, timeout=max(0.0, deadline - clock()))
        if not task.done():
            log.error("process.abandoned", part=name, within=within)
            os._exit(1)
        failure = None if task.cancelled() else task.exception()
        log.info("process.part_stopped", part=name, failure=repr(failure) if failure else None)
