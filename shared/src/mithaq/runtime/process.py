"""The main function of every service process."""

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import structlog
import uvloop
from starlette.types import ASGIApp

from mithaq.observability import configure_logging
from mithaq.runtime.doors import doors
from mithaq.runtime.refusing import read_settings, told
from mithaq.runtime.service import Role, Service, parse_role
from mithaq.runtime.supervisor import supervise
from mithaq.runtime.workers import Worker
from mithaq.settings import Settings

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """What one process runs: an API, workers, or both, and the probes of either."""

    api: ASGIApp | None = None
    probes: ASGIApp | None = None
    workers: Sequence[Worker] = ()


# Opens what the process needs (database, migrations, ...) and closes it at the end.
Assemble = Callable[[Service, Settings, Role], AbstractAsyncContextManager[Process]]


def launch(service: Service, assemble: Assemble, arguments: Sequence[str] | None = None) -> int:
    """Read the command line and the environment, assemble, supervise; returns the exit status."""
    role = parse_role(service.name, sys.argv[1:] if arguments is None else arguments)
    settings = read_settings(Settings)
    configure_logging(service.name, settings.log_format, settings.log_level)
    log.info("process.starting", role=role.value)
    with told():
        return uvloop.run(_run(service, settings, role, assemble))


def tune_gc() -> None:
    """Freeze the objects made at import and raise the garbage collector's thresholds.

    With Python's thresholds a batch of 5,000 lines triggers seven collections, none of which finds
    anything: a fifth of a consumer's time (measured).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


async def _run(service: Service, settings: Settings, role: Role, assemble: Assemble) -> int:
    async with assemble(service, settings, role) as process:
        tune_gc()
        return await supervise(process.workers, doors(settings, process.api, process.probes))
