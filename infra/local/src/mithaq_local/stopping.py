"""Stops a stack: the services, then the infrastructure, then the supervisor and any orphans."""

from collections.abc import Iterable
from contextlib import suppress

import psutil

from mithaq_local import orphans, services
from mithaq_local.processes import Supervisor
from mithaq_local.start import wait_until
from mithaq_local.state import StackPaths

STOP_SECONDS = 30.0


def stop_all(paths: StackPaths) -> None:
    """Stop every process of the stack, also those of a supervisor that was killed."""
    supervisor = Supervisor(paths)
    names = set(supervisor.processes())
    _stop_together(supervisor, names - set(services.INFRASTRUCTURE))
    _stop_together(supervisor, names & set(services.INFRASTRUCTURE))
    if pid := supervisor.pid:
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(pid)
            supervisor.shutdown()
            wait_until(lambda: is_gone(process), STOP_SECONDS)
    orphans.stop(paths.folder)


def running_names(supervisor: Supervisor) -> set[str]:
    """The names of the running processes."""
    return {name for name, process in supervisor.processes().items() if process.is_alive}


def is_gone(process: psutil.Process) -> bool:
    """Whether the process has ended; a zombie counts as ended."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _stop_together(supervisor: Supervisor, names: Iterable[str]) -> None:
    group = set(names)
    for name in group:
        supervisor.stop(name)
    wait_until(lambda: not running_names(supervisor) & group, STOP_SECONDS)
