"""Measures the CPU time of each process that takes part in a measure, servers included."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import psutil

from tests.bench.world import World

Seconds = dict[str, float]
SERVERS = ("PostgreSQL", "Kafka")


def servers(world: World) -> dict[str, int | None]:
    """The processes of both servers."""
    return dict(
        zip(SERVERS, map(listening, (world.servers.postgres, world.kafka.bootstrap)), strict=True)
    )


def listening(address: str) -> int | None:
    """The process listening on this local port; None if it runs in a container."""
    port = urlsplit(f"//{address.rpartition('@')[2]}").port
    for each in psutil.net_connections("tcp"):
        if each.status == psutil.CONN_LISTEN and each.laddr and each.laddr.port == port:
            return each.pid
    return None


def used(pids: Mapping[str, int | None]) -> Seconds:
    """CPU seconds of each process so far, including its children, also ended ones."""
    return {name: round(_seconds(pid), 2) for name, pid in pids.items() if pid is not None}


def since(before: Seconds, after: Seconds) -> Seconds:
    return {name: round(seconds - before[name], 2) for name, seconds in after.items()}


def _seconds(pid: int) -> float:
    parent = psutil.Process(pid)
    living = sum(map(_own, parent.children(recursive=True)))
    times = parent.cpu_times()  # after the children: who ended meanwhile is counted as dead
    dead = times.children_user + times.children_system
    return float(living + times.user + times.system + dead)


def _own(process: psutil.Process) -> float:
    """CPU seconds of one process, which may end at any moment."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)
