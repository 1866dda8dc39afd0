"""What a measure costs each process that takes part, the servers too."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import psutil

from tests.bench.world import World

Seconds = dict[str, float]
SERVERS = ("PostgreSQL", "Kafka")


def servers(world: World) -> dict[str, int | None]:
    """The processes behind both servers."""
    return dict(
        zip(SERVERS, map(listening, (world.servers.postgres, world.bootstrap)), strict=True)
    )


def listening(address: str) -> int | None:
    """The process that listens on this port of this machine; None where a container hides it."""
    port = urlsplit(f"//{address.rpartition('@')[2]}").port
    for each in psutil.net_connections("tcp"):
        if each.status == psutil.CONN_LISTEN and each.laddr and each.laddr.port == port:
            return each.pid
    return None


def used(pids: Mapping[str, int | None]) -> Seconds:
    """Processor seconds of each so far, with its children's, the dead ones included."""
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
    """Of one process that may end at any moment."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)
