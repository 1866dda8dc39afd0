"""Workers: named long-running coroutines, restarted with back-off when they raise."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import structlog

from mithaq.observability.metrics import WORKER_RESTARTS, WORKERS_RUNNING

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Worker:
    """`run` works until it is cancelled, and cleans up in `finally`. Returning means it is done.

    If it raises, the error is logged and `run` is called again, so it must build what it needs.
    """

    name: str
    run: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestartPolicy:
    """Back-off before a restart, in seconds: doubling from `first` up to `longest`.

    After a run of `healthy` seconds it starts again at `first`: the failure is a new incident.
    """

    first: float = 0.5
    longest: float = 5
    healthy: float = 60

    def after(self, waited: float, ran: float) -> float:
        """The next wait, given the wait before this run (0 at first) and the run's duration."""
        if waited == 0 or ran >= self.healthy:
            return self.first
        return min(waited * 2, self.longest)


DEFAULT_RESTARTS: Final = RestartPolicy()


async def keep_running(worker: Worker, restarts: RestartPolicy = DEFAULT_RESTARTS) -> None:
    """Run the worker until it returns or this task is cancelled; then its cleanup may still raise.

    A CancelledError that leaks from a library, while this task is not being cancelled, is a failure
    like any other.
    """
    clock = asyncio.get_running_loop().time
    running = WORKERS_RUNNING.labels(worker.name)
    wait = 0.0
    while True:
        begun = clock()
        running.set(1)
        try:
            await worker.run()
        except (Exception, asyncio.CancelledError):
            if _is_cancelled():
                raise
            wait = restarts.after(wait, clock() - begun)
            WORKER_RESTARTS.labels(worker.name).inc()
            log.exception("worker.failed", worker=worker.name, restart_in=wait)
        else:
            log.info("worker.done", worker=worker.name)
            return
        finally:
            running.set(0)
        await asyncio.sleep(wait)


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
