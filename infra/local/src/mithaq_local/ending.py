"""How a stack ends: those who use others first, the supervisor last, nobody left behind."""

from collections.abc import Iterable
from contextlib import suppress

import psutil

from mithaq_local import orphans, services
from mithaq_local.processes import Supervisor
from mithaq_local.start import wait_until
from mithaq_local.state import Place

STOP_SECONDS = 30.0


def end(place: Place) -> None:
    """Stop every process of the stack at `place`, whoever started it and however it broke."""
    supervisor = Supervisor(place)
    names = set(supervisor.processes())
    _stop_together(supervisor, names - set(services.INFRASTRUCTURE))
    _stop_together(supervisor, names & set(services.INFRASTRUCTURE))
    if pid := supervisor.pid:
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(pid)
            supervisor.shutdown()
            wait_until(lambda: is_gone(process), STOP_SECONDS)
    orphans.stop(place.folder)


def living(supervisor: Supervisor) -> set[str]:
    """The names of the processes that run."""
    return {name for name, process in supervisor.processes().items() if process.lives}


def is_gone(process: psutil.Process) -> bool:
    """Whether it has ended, be it still in the table of processes."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _stop_together(supervisor: Supervisor, names: Iterable[str]) -> None:
    group = set(names)
    for name in group:
        supervisor.stop(name)
    wait_until(lambda: not living(supervisor) & group, STOP_SECONDS)
