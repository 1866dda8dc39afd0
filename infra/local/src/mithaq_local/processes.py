"""Controls the supervisor, the process that starts and restarts our programs and writes their logs.

The package is `supervisor` (since 2004): one small Python process with a control socket that only
its owner can open. It has no readiness and no start order, which `stack` adds; `orphans` handles
what remains when the supervisor itself is killed. Rejected: mirakuru (its processes end with the
Python process that started them), honcho (no restart), systemd (needs a session).
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
from mithaq_local.state import StackPaths, write_private

LAUNCH_SECONDS = 15.0
WITHOUT_WAITING = False
ALREADY_STARTED, NOT_RUNNING = 60, 70  # XML-RPC fault codes: there is nothing to do
ALIVE = frozenset({"STARTING", "RUNNING", "STOPPING"})


@dataclass(frozen=True, slots=True)
class Process:
    """The supervisor's information about one program."""

    name: str
    state: str  # STOPPED, STARTING, RUNNING, BACKOFF, STOPPING, EXITED, FATAL
    pid: int | None
    started: int
    stopped: int

    @property
    def is_alive(self) -> bool:
        return self.pid is not None and self.state in ALIVE


class Supervisor:
    """The supervisor of one stack. Safe to use from several threads."""

    def __init__(self, paths: StackPaths) -> None:
        self._paths = paths
        self._configuration = paths.folder / "supervisor.conf"

    @property
    def pid(self) -> int | None:
        """The supervisor's pid; None if it does not respond or is shutting down."""
        try:
            return int(self._call("getPID"))
        except (OSError, http.client.HTTPException, xmlrpc.client.Fault):
            return None

    def configure(self, programs: Programs) -> set[str]:
        """Configure the supervisor, launching it if needed; returns programs stopped as changed."""
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
        """Request the start of `name`; no effect if it is running."""
        self._unless(ALREADY_STARTED, "startProcess", name, WITHOUT_WAITING)

    def stop(self, name: str) -> None:
        """Request the stop of `name`; no effect if it is not running."""
        self._unless(NOT_RUNNING, "stopProcess", name, WITHOUT_WAITING)

    def shutdown(self) -> None:
        """Request the end of the supervisor and the programs it still runs."""
        self._call("shutdown")

    def _launch(self, programs: Programs) -> None:
        """Launch it with all programs stopped; it outlives the command that launches it."""
        runtime.create(self._paths.folder)
        self._paths.logs.mkdir(exist_ok=True)
        write_private(self._configuration, render(self._paths, programs))
        self._paths.socket.unlink(missing_ok=True)
        command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(self._configuration)]
        with self._paths.log("supervisor").open("ab") as log:
            child = subprocess.Popen(
                command,
                env=os.environ | orphans.mark(self._paths.folder) | {"PYTHONUNBUFFERED": "1"},
                cwd=self._paths.runtime,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that Ctrl-C in the terminal does not reach it
            )
        self._await_response(child)

    def _update(self, programs: Programs) -> set[str]:
        text = render(self._paths, programs)
        if self._configuration.exists() and self._configuration.read_text() == text:
            return set()
        write_private(self._configuration, text)
        living = {name for name, process in self.processes().items() if process.is_alive}
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
        return unix_rpc.call(self._paths.socket, f"supervisor.{method}", *arguments)

    def _await_response(self, child: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + LAUNCH_SECONDS
        while self.pid is None:
            if child.poll() is not None or time.monotonic() > deadline:
                tail = self._paths.log("supervisor").read_text()[-2000:]
                raise StartFailed("supervisor", "did not start", tail)
            time.sleep(0.02)


def _process(row: dict[str, Any]) -> Process:
    pid = row["pid"] or None
    return Process(row["name"], row["statename"], pid, row["start"], row["stop"])
