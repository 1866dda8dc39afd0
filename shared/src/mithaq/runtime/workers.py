"""Workers: named long-running coroutines, restarted with back-off when they raise."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import structlog
from aiokafka.errors import KafkaError

from mithaq.observability.metrics import WORKER_RESTARTS, WORKERS_RUNNING
from mithaq.store.failures import is_transient

_REASON: Final = 300  # characters

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


class Told:
    """What the log was told of one worker's failures.

    A server that is away fails every worker every few seconds: one line each, without a traceback.
    Any other failure has its traceback once; the same again is a line at its 2nd, 4th, 8th time.
    """

    def __init__(self, worker: str) -> None:
        self._worker, self._last, self._times = worker, "", 0

    def failed(self, failure: BaseException, *, restart_in: float) -> None:
        kind = f"{type(failure).__name__}: {failure}"[:_REASON].splitlines()[0]
        self._times = self._times + 1 if kind == self._last else 1
        self._last = kind
        if self._times & (self._times - 1):  # not a power of two
            return
        away = isinstance(failure, KafkaError) or is_transient(failure)
        log.error(
            "worker.failed",
            worker=self._worker,
            reason=kind,
            times=self._times,
            restart_in=restart_in,
            exc_info=None if away or self._times > 1 else failure,
        )


async def keep_running(worker: Worker, restarts: RestartPolicy = DEFAULT_RESTARTS) -> None:
    """Run the worker until it returns or this task is cancelled; then its cleanup may still raise.

    A CancelledError that leaks from a library, while this task is not being cancelled, is a failure
    like any other.
    """
    clock = asyncio.get_running_loop().time
    running, told = WORKERS_RUNNING.labels(worker.name), Told(worker.name)
    wait = 0.0
    while True:
        begun = clock()
        running.set(1)
        try:
            await worker.run()
        except (Exception, asyncio.CancelledError) as failure:
            if _is_cancelled():
                raise
            wait = restarts.after(wait, clock() - begun)
            WORKER_RESTARTS.labels(worker.name).inc()
            told.failed(failure, restart_in=wait)
        else:
            log.info("worker.done", worker=worker.name)
            return
        finally:
            running.set(0)
        await asyncio.sleep(wait)


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
