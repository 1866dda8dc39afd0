"""Finds and stops orphans: processes of a stack whose supervisor is gone.

They are recognised by an environment variable with the path of the state folder, so that two stacks
on one machine never stop each other's processes. PostgreSQL's workers overwrite their environment,
so descendants are included.
"""

import os
import signal
from pathlib import Path

import psutil

MARK = "MITHAQ_STACK"
TERMINATE_SECONDS = 10.0  # between SIGTERM and SIGKILL


def mark(folder: Path) -> dict[str, str]:
    """The environment variable that marks a process as belonging to the stack in `folder`."""
    return {MARK: str(folder)}


def marked(folder: Path) -> list[psutil.Process]:
    """Running processes of the stack in `folder`, including descendants."""
    found = {process for process in psutil.process_iter() if _is_marked(process, str(folder))}
    for process in tuple(found):
        found.update(_descendants(process))
    return sorted(found, key=lambda process: process.pid)


def stop(folder: Path) -> int:
    """Stop every process of the stack in `folder`; returns how many there were."""
    processes = marked(folder)
    for process in processes:
        _terminate(process)
    _, stubborn = psutil.wait_procs(processes, timeout=TERMINATE_SECONDS)
    for process in stubborn:
        _signal(process, signal.SIGKILL)
    psutil.wait_procs(stubborn, timeout=TERMINATE_SECONDS)
    return len(processes)


def _is_marked(process: psutil.Process, value: str) -> bool:
    if process.pid == os.getpid():
        return False
    try:
        return process.environ().get(MARK) == value
    except (psutil.Error, OSError):
        return False  # it has ended, or belongs to another user


def _descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _terminate(process: psutil.Process) -> None:
    try:
        if process.name() != "postgres":
            process.terminate()
        elif _is_postmaster(process):
            process.send_signal(signal.SIGINT)  # fast shutdown, which includes the workers
    except psutil.Error:
        return


def _is_postmaster(process: psutil.Process) -> bool:
    parent = process.parent()
    return parent is None or parent.name() != "postgres"


def _signal(process: psutil.Process, number: signal.Signals) -> None:
    try:
        process.send_signal(number)
    except psutil.Error:
        return
