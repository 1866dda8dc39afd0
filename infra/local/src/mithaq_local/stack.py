"""The local stack: starts processes in order, waits until they are ready, stops and kills them."""

import shutil
import signal
from collections.abc import Iterable, Mapping
from pathlib import Path

import psutil

from mithaq_local import catalogue, orphans, ports, services
from mithaq_local.errors import NotRunning, UnknownProcess
from mithaq_local.processes import Process, Supervisor
from mithaq_local.programs import Program, waves, with_needs
from mithaq_local.runtime import runtime_folder
from mithaq_local.start import Say, Starter, silent, wait_until
from mithaq_local.state import StackPaths, State, exclusive, locate
from mithaq_local.stopping import STOP_SECONDS, is_gone, running_names, stop_all

SUPERVISOR = "supervisor"


class Stack:
    """The local stack of one state folder. Its methods block: in asyncio, call them in a thread.

    All are idempotent: starting a running process or stopping a stopped one is no error.
    """

    def __init__(
        self, folder: Path | None = None, say: Say = silent, *, open_kafka: bool = False
    ) -> None:
        """With `open_kafka`, a stack that is made now has a Kafka without accounts, for tests."""
        self.folder = (folder or locate()).resolve()
        self._say, self._open_kafka = say, open_kafka

    def start(self, names: Iterable[str] = catalogue.NAMES) -> None:
        """Start `names` and what they need; returns when all of them are ready."""
        with exclusive(self.folder):
            state = State.open(self.folder, open_kafka=self._open_kafka)
            supervisor = Supervisor(state)
            self._stop_orphans(supervisor)
            self._assign_ports(state, supervisor)
            programs = catalogue.catalogue(state)
            wanted = with_needs(programs, names)
            services.require_installed(wanted)
            stopped = supervisor.configure(programs)
            starter = Starter(state, supervisor, self._say)
            for wave in waves(programs, wanted | stopped):
                starter.bring_up([programs[name] for name in wave])

    def stop(self) -> None:
        """Stop every process of this stack, also those of a supervisor that was killed."""
        if self.folder.exists():
            with exclusive(self.folder):
                stop_all(StackPaths(self.folder))

    def wipe(self) -> None:
        """Stop, then delete everything: databases, topics, mails, ports and secrets."""
        if self.folder.exists():
            with exclusive(self.folder):
                stop_all(StackPaths(self.folder))
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
        """Stop only `name`, gracefully; `start([name])` starts it again."""
        with exclusive(self.folder):
            state, supervisor = self._running()
            _halt(supervisor, _program(state, name).name)

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> int:
        """Send a signal to the process `name` (or "supervisor"); returns its pid.

        After SIGKILL it returns once the process is gone; the supervisor then restarts it.
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
        """Wait until `name` is running and ready, for example after a kill."""
        state, supervisor = self._running()
        Starter(state, supervisor).wait_ready(_program(state, name), seconds)

    def processes(self) -> Mapping[str, Process]:
        """The supervisor's information about each process; empty if the stack is not running."""
        return Supervisor(StackPaths(self.folder)).processes()

    def addresses(self) -> Mapping[str, str]:
        """The address of each process, once `start` has assigned it a port."""
        return catalogue.addresses(State.load(self.folder))

    def _stop_orphans(self, supervisor: Supervisor) -> None:
        if supervisor.pid is None and (count := orphans.stop(self.folder)):
            self._say(f"stopped {count} processes left behind by a killed supervisor")

    def _assign_ports(self, state: State, supervisor: Supervisor) -> None:
        running = running_names(supervisor)
        ours = {port for port, name in catalogue.PORTS.items() if name in running}
        for moved in ports.assign(state.ports, catalogue.PORTS, ours):
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
    wait_until(lambda: not supervisor.processes()[name].is_alive, STOP_SECONDS)


def _program(state: State, name: str) -> Program:
    programs = catalogue.catalogue(state)
    if name not in programs:
        raise UnknownProcess(name, programs)
    return programs[name]
