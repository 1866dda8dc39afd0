"""The supervisor: the process that starts our programs, restarts the dead and keeps their logs.

Supervisor does this since 2004, in one small Python process whose control socket is a file that
only we can open. It knows no readiness and no order: `stack` adds these two, and `orphans` what is
left when the supervisor itself is killed. Considered and left aside: mirakuru (its processes live
and die with the Python process that started them), honcho (no restart), systemd (needs a session).
"""

import http.client
import os
import subprocess
import sys
import time
import xmlrpc.client
from dataclasses import dataclass
from typing import Any

from mithaq_local import orphans, runtime, unix_rpc
from mithaq_local.configuration import render
from mithaq_local.errors import StartFailed
from mithaq_local.programs import Programs
from mithaq_local.state import Place, write_private

LAUNCH_SECONDS = 15.0
WITHOUT_WAITING = False
ALREADY_STARTED, NOT_RUNNING = 60, 70  # xmlrpc fault codes: what we asked for is so already
LIVING = frozenset({"STARTING", "RUNNING", "STOPPING"})


@dataclass(frozen=True, slots=True)
class Process:
    """What the supervisor says of one program."""

    name: str
    state: str  # STOPPED, STARTING, RUNNING, BACKOFF, STOPPING, EXITED, FATAL
    pid: int | None
    started: int
    stopped: int

    @property
    def lives(self) -> bool:
        return self.pid is not None and self.state in LIVING


class Supervisor:
    """The supervisor of one stack. Safe to use from several threads."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._configuration = place.folder / "supervisor.conf"

    @property
    def pid(self) -> int | None:
        """Its process, or None when it does not answer or is about to end."""
        try:
            return int(self._call("getPID"))
        except (OSError, http.client.HTTPException, xmlrpc.client.Fault):
            return None

    def configure(self, programs: Programs) -> set[str]:
        """Run with `programs`, launching it if need be; answers those it stopped as changed."""
        if self.pid is not None:
            return self._update(programs)
        self._launch(programs)
        return set()

    def processes(self) -> dict[str, Process]:
        """Every program by name; empty when the supervisor does not run."""
        if self.pid is None:
            return {}
        rows = self._call("getAllProcessInfo")
        return {row["name"]: _process(row) for row in rows}

    def start(self, name: str) -> None:
        """Begin to start `name`; nothing happens if it runs."""
        self._unless(ALREADY_STARTED, "startProcess", name, WITHOUT_WAITING)

    def stop(self, name: str) -> None:
        """Begin to stop `name`; nothing happens if it does not run."""
        self._unless(NOT_RUNNING, "stopProcess", name, WITHOUT_WAITING)

    def shutdown(self) -> None:
        """Begin to end the supervisor and what it still runs."""
        self._call("shutdown")

    def _launch(self, programs: Programs) -> None:
        """Start it with all of `programs` stopped; it survives the command that launched it."""
        runtime.create(self._place.folder)
        self._place.logs.mkdir(exist_ok=True)
        write_private(self._configuration, render(self._place, programs))
        self._place.socket.unlink(missing_ok=True)
        command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(self._configuration)]
        with self._place.log("supervisor").open("ab") as log:
            child = subprocess.Popen(
                command,
                env=os.environ | orphans.mark(self._place.folder) | {"PYTHONUNBUFFERED": "1"},
                cwd=self._place.runtime,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C at the terminal is not for it
            )
        self._await_answer(child)

    def _update(self, programs: Programs) -> set[str]:
        text = render(self._place, programs)
        if self._configuration.exists() and self._configuration.read_text() == text:
            return set()
        write_private(self._configuration, text)
        living = {name for name, process in self.processes().items() if process.lives}
        added, changed, removed = self._call("reloadConfig")[0]
        for name in (*changed, *removed):
            self._call("stopProcessGroup", name)
            self._call("removeProcessGroup", name)
        for name in (*added, *changed):
            self._call("addProcessGroup", name)
        return living & set(changed)

    def _unless(self, harmless: int, method: str, *arguments: object) -> None:
        try:
            self._call(method, *arguments)
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != harmless:
                raise StartFailed(str(arguments[0]), f"cannot: {fault.faultString}", "") from fault

    def _call(self, method: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever XML-RPC carries
        return unix_rpc.call(self._place.socket, f"supervisor.{method}", *arguments)

    def _await_answer(self, child: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + LAUNCH_SECONDS
        while self.pid is None:
            if child.poll() is not None or time.monotonic() > deadline:
                tail = self._place.log("supervisor").read_text()[-2000:]
                raise StartFailed("supervisor", "did not start", tail)
            time.sleep(0.02)


def _process(row: dict[str, Any]) -> Process:
    pid = row["pid"] or None
    return Process(row["name"], row["statename"], pid, row["start"], row["stop"])
