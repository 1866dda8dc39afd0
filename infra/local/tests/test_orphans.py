import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mithaq_local import orphans

Spawn = Callable[..., "subprocess.Popen[bytes]"]
SLEEP = "import time; print(flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
PARENT = (
    "import subprocess, sys, time;"
    f"child = subprocess.Popen([sys.executable, '-c', {SLEEP!r}], env={{}});"
    "print(child.pid, flush=True); time.sleep(60)"
)


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    children: list[subprocess.Popen[bytes]] = []

    def start(folder: Path, code: str = SLEEP) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", code]
        child = subprocess.Popen(command, env=orphans.mark(folder), stdout=subprocess.PIPE)
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.communicate()


def first_line(child: "subprocess.Popen[bytes]") -> str:
    assert child.stdout
    return child.stdout.readline().decode().strip()


def test_only_the_processes_of_this_stack_are_stopped(spawn: Spawn, tmp_path: Path) -> None:
    ours, theirs = spawn(tmp_path / "ours"), spawn(tmp_path / "theirs")
    for process in (ours, theirs):
        first_line(process)
    assert orphans.stop(tmp_path / "ours") == 1
    assert ours.poll() is not None
    assert theirs.poll() is None


def test_a_child_that_lost_its_mark_is_taken_along(spawn: Spawn, tmp_path: Path) -> None:
    child = int(first_line(spawn(tmp_path, PARENT)))
    assert child in {process.pid for process in orphans.marked(tmp_path)}
    assert orphans.stop(tmp_path) == 2
    assert not orphans.marked(tmp_path)


def test_who_does_not_listen_is_killed(
    spawn: Spawn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orphans, "TERMINATE_SECONDS", 0.3)
    stubborn = spawn(tmp_path, STUBBORN)
    first_line(stubborn)
    orphans.stop(tmp_path)
    assert not orphans.marked(tmp_path)


def test_nothing_to_stop_is_no_error(tmp_path: Path) -> None:
    assert orphans.stop(tmp_path) == 0
