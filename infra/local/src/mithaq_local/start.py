"""Starts programs in parallel and waits until they are ready."""

import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event

from mithaq_local.errors import StartFailed
from mithaq_local.processes import Process, Supervisor
from mithaq_local.programs import Program
from mithaq_local.state import StackPaths

POLL_SECONDS = 0.05
MAX_EXITS = 3  # a process that exits this often while we wait has failed to start
TAIL_LINES = 15

Say = Callable[[str], None]


def silent(_: str) -> None:
    """Print nothing."""


class Starter:
    """Starts programs in parallel. The first failure, or Ctrl-C, ends the wait for all of them."""

    def __init__(self, paths: StackPaths, supervisor: Supervisor, say: Say = silent) -> None:
        self._paths, self._supervisor, self._say = paths, supervisor, say
        self._aborted = Event()

    def bring_up(self, programs: Collection[Program]) -> None:
        """Start the programs and wait until all are ready."""
        if not programs:
            return
        processes = self._supervisor.processes()
        with ThreadPoolExecutor(len(programs)) as pool:
            jobs = [pool.submit(self._bring_up, one, processes.get(one.name)) for one in programs]
            try:
                for job in as_completed(jobs):
                    job.result()
            except BaseException:
                self._aborted.set()
                raise

    def wait_ready(self, program: Program, seconds: float) -> None:
        """Wait until `program` is running and ready."""
        deadline = time.monotonic() + seconds
        exits: set[int] = set()
        while not self._aborted.is_set():
            process = self._supervisor.processes().get(program.name)
            if process and process.is_alive and program.ready():
                return
            if process and process.state in ("BACKOFF", "FATAL"):
                exits.add(process.stopped)
            if len(exits) >= MAX_EXITS or (process and process.state == "FATAL"):
                self._fail(program, "exits again and again")
            if time.monotonic() > deadline:
                self._fail(program, f"was not ready after {seconds:.0f} s")
            time.sleep(POLL_SECONDS)

    def _bring_up(self, program: Program, process: Process | None) -> None:
        begun = time.monotonic()
        lives = process is not None and process.is_alive
        if lives and program.ready():
            return
        if not lives:
            program.prepare()
            self._supervisor.start(program.name)
        self.wait_ready(program, program.start_seconds)
        if not self._aborted.is_set():
            program.after_ready()
            self._say(f"{program.name} is ready ({time.monotonic() - begun:.1f} s)")

    def _fail(self, program: Program, reason: str) -> None:
        self._supervisor.stop(program.name)
        log = self._paths.log(program.name)
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        raise StartFailed(program.name, reason, "\n".join(lines[-TAIL_LINES:]))


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait for the condition; returns whether it became true within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True
