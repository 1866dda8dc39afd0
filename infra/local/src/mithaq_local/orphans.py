"""Processes of a stack whose supervisor is gone, recognised by a mark in their environment.

The mark is the path of the state folder, so that two stacks of one machine never stop each other's
processes. PostgreSQL's workers overwrite theirs, hence the descendants are taken along.
"""

import os
import signal
from pathlib import Path

import psutil

MARK = "MITHAQ_STACK"
PATIENCE = 10.0  # seconds between asking and killing


def mark(folder: Path) -> dict[str, str]:
    """The environment that makes a process recognisable as belonging to the stack in `folder`."""
    return {MARK: str(folder)}


def marked(folder: Path) -> list[psutil.Process]:
    """Living processes of the stack in `folder`, descendants included."""
    found = {process for process in psutil.process_iter() if _bears(process, str(folder))}
    for process in tuple(found):
        found.update(_descendants(process))
    return sorted(found, key=lambda process: process.pid)


def stop(folder: Path) -> int:
    """Stop every process of the stack in `folder`; answers how many there were."""
    processes = marked(folder)
    for process in processes:
        _ask_to_stop(process)
    _, stubborn = psutil.wait_procs(processes, timeout=PATIENCE)
    for process in stubborn:
        _signal(process, signal.SIGKILL)
    psutil.wait_procs(stubborn, timeout=PATIENCE)
    return len(processes)


def _bears(process: psutil.Process, value: str) -> bool:
    if process.pid == os.getpid():
        return False
    try:
        return process.environ().get(MARK) == value
    except (psutil.Error, OSError):
        return False  # gone meanwhile, or another user's: not ours


def _descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _ask_to_stop(process: psutil.Process) -> None:
    try:
        if process.name() != "postgres":
            process.terminate()
        elif _is_postmaster(process):
            process.send_signal(signal.SIGINT)  # fast shutdown; the workers follow it
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
