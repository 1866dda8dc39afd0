"""From "the supervisor knows it" to "it is ready": the part of starting that takes time."""

import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event

from mithaq_local.errors import StartFailed
from mithaq_local.processes import Process, Supervisor
from mithaq_local.programs import Program
from mithaq_local.state import Place

POLL_SECONDS = 0.05
DEATHS = 3  # a process that dies this often while we wait will not come up
TAIL_LINES = 15

Say = Callable[[str], None]


def silent(_: str) -> None:
    """Tell nobody."""


class Starter:
    """Brings programs up side by side. The first failure, or a Ctrl-C, ends all the waiting."""

    def __init__(self, place: Place, supervisor: Supervisor, say: Say = silent) -> None:
        self._place, self._supervisor, self._say = place, supervisor, say
        self._given_up = Event()

    def bring_up(self, programs: Collection[Program]) -> None:
        """Return when all of `programs` are ready; those that are already cost one question."""
        if not programs:
            return
        processes = self._supervisor.processes()
        with ThreadPoolExecutor(len(programs)) as pool:
            jobs = [pool.submit(self._bring_up, one, processes.get(one.name)) for one in programs]
            try:
                for job in as_completed(jobs):
                    job.result()
            except BaseException:
                self._given_up.set()
                raise

    def wait_ready(self, program: Program, seconds: float) -> None:
        """Return when `program` runs and answers."""
        deadline = time.monotonic() + seconds
        deaths: set[int] = set()
        while not self._given_up.is_set():
            process = self._supervisor.processes().get(program.name)
            if process and process.lives and program.ready():
                return
            if process and process.state in ("BACKOFF", "FATAL"):
                deaths.add(process.stopped)
            if len(deaths) >= DEATHS or (process and process.state == "FATAL"):
                self._fail(program, "does not stay up")
            if time.monotonic() > deadline:
                self._fail(program, f"was not ready after {seconds:.0f} s")
            time.sleep(POLL_SECONDS)

    def _bring_up(self, program: Program, process: Process | None) -> None:
        begun = time.monotonic()
        lives = process is not None and process.lives
        if lives and program.ready():
            return
        if not lives:
            program.prepare()
            self._supervisor.start(program.name)
        self.wait_ready(program, program.start_seconds)
        if not self._given_up.is_set():
            program.settle()
            self._say(f"{program.name} is ready ({time.monotonic() - begun:.1f} s)")

    def _fail(self, program: Program, reason: str) -> None:
        self._supervisor.stop(program.name)
        log = self._place.log(program.name)
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        raise StartFailed(program.name, reason, "\n".join(lines[-TAIL_LINES:]))


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether `condition` came true within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True
