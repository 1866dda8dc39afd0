"""Supervises one process: starts doors and workers in one event loop, stops them in order."""

import asyncio
import os
from collections.abc import Coroutine, Mapping, Sequence
from typing import Final

import structlog

from mithaq.runtime.doors import Door
from mithaq.runtime.serving import Server
from mithaq.runtime.signals import stop_signals
from mithaq.runtime.workers import DEFAULT_RESTARTS, RestartPolicy, Worker, keep_running

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

STOP_SECONDS: Final = 20.0

Tasks = Mapping[str, "asyncio.Task[None]"]


async def supervise(
    workers: Sequence[Worker],
    doors: Sequence[Door] = (),
    *,
    restarts: RestartPolicy = DEFAULT_RESTARTS,
    within: float = STOP_SECONDS,
) -> int:
    """Run until SIGTERM or SIGINT, or until nothing is left to run; returns the exit status.

    A worker that raises is restarted (`RestartPolicy`); a door that fails ends the process (1). On
    stop the doors first complete their running requests, in the order given, so that no new work
    arrives, then the workers are cancelled in the order given, each awaited. If this takes longer
    than `within` seconds, the process exits at once (1), before an orchestrator would send SIGKILL.
    """
    with stop_signals() as stop:
        servers = {each.name: Server(each, within / 2) for each in doors}
        serving = {name: _task(name, one.run_until_stopped()) for name, one in servers.items()}
        working = {each.name: _task(each.name, keep_running(each, restarts)) for each in workers}
        await _until(stop, serving, working)
        failed = any(task.done() for task in serving.values())
        for server in servers.values():
            server.should_exit = True
        await _stopped(serving, working, within)
        return int(failed)


def _task(name: str, work: Coroutine[None, None, None]) -> "asyncio.Task[None]":
    return asyncio.create_task(work, name=name)


async def _until(stop: asyncio.Event, serving: Tasks, working: Tasks) -> None:
    """Wait for a stop request, the end of a door, or, without doors, of the last worker."""
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
