"""The stack: what order means, what ready means, and how all of it ends."""

import shutil
import signal
from collections.abc import Iterable, Mapping
from pathlib import Path

import psutil

from mithaq_local import catalogue, orphans, ports, services
from mithaq_local.ending import STOP_SECONDS, end, is_gone, living
from mithaq_local.errors import NotRunning, UnknownProcess
from mithaq_local.processes import Process, Supervisor
from mithaq_local.programs import Program, waves, with_needs
from mithaq_local.runtime import runtime_folder
from mithaq_local.start import Say, Starter, silent, wait_until
from mithaq_local.state import Place, State, exclusive, locate

SUPERVISOR = "supervisor"


class Stack:
    """The local stack of one state folder. Blocking: use a thread from asyncio.

    Every method may be called again: starting what runs and stopping what does not are no errors.
    """

    def __init__(self, folder: Path | None = None, say: Say = silent) -> None:
        self.folder = (folder or locate()).resolve()
        self._say = say

    def start(self, names: Iterable[str] = catalogue.NAMES) -> None:
        """Bring up `names` and what they need; returns when all of them are ready."""
        with exclusive(self.folder):
            state = State.open(self.folder)
            supervisor = Supervisor(state)
            self._heal(supervisor)
            self._settle_ports(state, supervisor)
            programs = catalogue.catalogue(state)
            wanted = with_needs(programs, names)
            services.require_installed(wanted)
            stopped = supervisor.configure(programs)
            starter = Starter(state, supervisor, self._say)
            for wave in waves(programs, wanted | stopped):
                starter.bring_up([programs[name] for name in wave])

    def stop(self) -> None:
        """Leave no process of this stack behind, whoever started it and however it broke."""
        if self.folder.exists():
            with exclusive(self.folder):
                end(Place(self.folder))

    def wipe(self) -> None:
        """Stop, then forget everything: databases, topics, mails, ports and secrets."""
        if self.folder.exists():
            with exclusive(self.folder):
                end(Place(self.folder))
                shutil.rmtree(runtime_folder(self.folder), ignore_errors=True)
                shutil.rmtree(self.folder)

    def restart(self, name: str) -> None:
        """Stop and start `name`; returns when it is ready again."""
        with exclusive(self.folder):
            state, supervisor = self._running()
            program = _program(state, name)
            _halt(supervisor, name)
            Starter(state, supervisor, self._say).bring_up([program])

    def halt(self, name: str) -> None:
        """Stop `name` alone, in order; `start([name])` brings it back."""
        with exclusive(self.folder):
            state, supervisor = self._running()
            _halt(supervisor, _program(state, name).name)

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> int:
        """Send a signal to the process `name` (or "supervisor"); answers the pid it had.

        After SIGKILL the process is gone on return; the supervisor restarts it by itself.
        """
        pid = self.pid(name)
        victim = psutil.Process(pid)
        victim.send_signal(number)
        if number == signal.SIGKILL:
            wait_until(lambda: is_gone(victim), STOP_SECONDS)
        return pid

    def pid(self, name: str) -> int:
        """The pid of the running process `name`, or of the "supervisor"."""
        state, supervisor = self._running()
        if name == SUPERVISOR:
            pid = supervisor.pid
        else:
            pid = supervisor.processes()[_program(state, name).name].pid
        if pid is None:
            raise NotRunning(name)
        return pid

    def wait_ready(self, name: str, seconds: float = 60.0) -> None:
        """Return when `name` runs and answers, as after a kill."""
        state, supervisor = self._running()
        Starter(state, supervisor).wait_ready(_program(state, name), seconds)

    def processes(self) -> Mapping[str, Process]:
        """What the supervisor says of each process; empty when the stack is down."""
        return Supervisor(Place(self.folder)).processes()

    def addresses(self) -> Mapping[str, str]:
        """Where each part answers, once `start` has given it a port."""
        return catalogue.addresses(State.load(self.folder))

    def _heal(self, supervisor: Supervisor) -> None:
        if supervisor.pid is None and (count := orphans.stop(self.folder)):
            self._say(f"stopped {count} processes that a lost supervisor had left behind")

    def _settle_ports(self, state: State, supervisor: Supervisor) -> None:
        ours_alive = living(supervisor)
        ours = {port for port, name in catalogue.PORTS.items() if name in ours_alive}
        for moved in ports.settle(state.ports, catalogue.PORTS, ours):
            self._say(str(moved))
        state.save()

    def _running(self) -> tuple[State, Supervisor]:
        state = State.load(self.folder)
        supervisor = Supervisor(state)
        if supervisor.pid is None:
            raise NotRunning("The stack")
        return state, supervisor


def _halt(supervisor: Supervisor, name: str) -> None:
    supervisor.stop(name)
    wait_until(lambda: not supervisor.processes()[name].lives, STOP_SECONDS)


def _program(state: State, name: str) -> Program:
    programs = catalogue.catalogue(state)
    if name not in programs:
        raise UnknownProcess(name, programs)
    return programs[name]
