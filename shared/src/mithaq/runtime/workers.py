"""Long-running coroutines with a name, started again when they fall."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import structlog

from mithaq.observability.metrics import WORKER_RESTARTS, WORKERS_RUNNING

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Worker:
    """`run` works until it is cancelled; it cleans up in `finally`. Returning means it is done.

    What it raises is logged and it is called again, so `run` must build afresh what it needs.
    """

    name: str
    run: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restarts:
    """How long to wait before the next try, in seconds: doubling from `first` up to `longest`.

    A worker that ran for `healthy` starts over at `first`: its next fall is another incident.
    """

    first: float = 0.5
    longest: float = 5
    healthy: float = 60

    def after(self, waited: float, ran: float) -> float:
        """The next wait, given the one before this run (0 at first) and how long the run took."""
        if waited == 0 or ran >= self.healthy:
            return self.first
        return min(waited * 2, self.longest)


DEFAULT_RESTARTS: Final = Restarts()


async def keep_running(worker: Worker, restarts: Restarts = DEFAULT_RESTARTS) -> None:
    """Run the worker until it returns or we are cancelled; then its cleanup may still raise.

    A cancellation that leaks from a library (nobody asked us to stop) is a fall like any other.
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
            if _asked_to_stop():
                raise
            wait = restarts.after(wait, clock() - begun)
            WORKER_RESTARTS.labels(worker.name).inc()
            log.exception("worker.fell", worker=worker.name, restart_in=wait)
        else:
            log.info("worker.done", worker=worker.name)
            return
        finally:
            running.set(0)
        await asyncio.sleep(wait)


def _asked_to_stop() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
