"""Measures memory, CPU and uptime of each process of the stack."""

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import psutil

from mithaq_local.catalogue import NAMES
from mithaq_local.errors import NotRunning
from mithaq_local.processes import Process, Supervisor
from mithaq_local.state import StackPaths, State

SAMPLE_SECONDS = 0.5
SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Status:
    """One row of `mithaq status`; memory and CPU include the process's children."""

    name: str
    state: str
    pid: int | None = None
    port: int | None = None
    probes: int | None = None  # the port of health and metrics, of a service
    memory_bytes: int | None = None
    cpu_percent: float | None = None  # of one core
    uptime_seconds: int | None = None


def measure(paths: StackPaths, sample: float = SAMPLE_SECONDS) -> list[Status]:
    """One row per process, the supervisor last."""
    supervisor = Supervisor(paths)
    processes = supervisor.processes()
    pids = {name: process.pid for name, process in processes.items() if process.pid}
    if supervisor.pid:
        pids[SUPERVISOR] = supervisor.pid
    trees = {name: _tree(pid, alone=name == SUPERVISOR) for name, pid in pids.items()}
    loads = _loads(trees, sample)
    ports = _ports(paths)
    return [
        _row(name, processes.get(name), trees.get(name, []), loads.get(name), ports)
        for name in (*NAMES, SUPERVISOR)
    ]


def _row(
    name: str,
    process: Process | None,
    tree: list[psutil.Process],
    load: float | None,
    ports: Mapping[str, int],
) -> Status:
    port, probes = ports.get(name), ports.get(f"{name}-probes")
    if not tree:
        state = (process.state if process else "STOPPED").lower()
        return Status(name, state, port=port, probes=probes)
    return Status(
        name=name,
        state=(process.state if process else "RUNNING").lower(),
        pid=tree[0].pid,
        port=port,
        probes=probes,
        memory_bytes=sum(_memory(one) for one in tree),
        cpu_percent=load,
        uptime_seconds=int(time.time() - tree[0].create_time()),
    )


def _tree(pid: int, *, alone: bool) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process] if alone else [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _loads(trees: dict[str, list[psutil.Process]], sample: float) -> dict[str, float]:
    before = {name: _seconds(tree) for name, tree in trees.items()}
    begun = time.monotonic()
    if trees:
        time.sleep(sample)
    elapsed = max(time.monotonic() - begun, 1e-6)
    return {
        name: round(100 * max(_seconds(tree) - before[name], 0.0) / elapsed, 1)
        for name, tree in trees.items()
    }


def _seconds(tree: Iterable[psutil.Process]) -> float:
    total = 0.0
    for process in tree:
        with suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system
    return total


def _memory(process: psutil.Process) -> int:
    """Proportional set size: pages shared by several processes are divided among them."""
    try:
        full = process.memory_full_info()
        return int(getattr(full, "pss", full.uss))
    except psutil.Error:
        return 0


def _ports(paths: StackPaths) -> dict[str, int]:
    try:
        return State.load(paths.folder).ports
    except NotRunning:
        return {}
