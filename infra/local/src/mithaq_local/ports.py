"""Ports of 127.0.0.1: chosen once, remembered in the state, moved when a stranger took one."""

import random
import socket
from collections.abc import Collection, Iterable, MutableMapping
from dataclasses import dataclass

from mithaq_local.errors import NoFreePort

HOST = "127.0.0.1"
# Below the kernel's ephemeral range, so that no outgoing connection takes a port during a restart.
FIRST, LAST = 20_000, 32_000
ATTEMPTS = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """`name` had `old`, which another program now holds; from now on it has `new`."""

    name: str
    old: int
    new: int

    def __str__(self) -> str:
        return f"port {self.old} is taken by another program: {self.name} moves to {self.new}"


def is_free(port: int) -> bool:
    """Whether a server could listen on `port` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def choose(used: Collection[int] = ()) -> int:
    """A free port outside `used`. Nothing reserves it: listen soon."""
    for port in random.sample(range(FIRST, LAST), ATTEMPTS):
        if port not in used and is_free(port):
            return port
    raise NoFreePort(FIRST, LAST)


def settle(
    ports: MutableMapping[str, int], names: Iterable[str], ours: Collection[str]
) -> list[Moved]:
    """Give each name a usable port, leaving alone those in `ours`, which our processes hold."""
    moved = []
    for name in names:
        old = ports.get(name)
        if old is not None and (name in ours or is_free(old)):
            continue
        ports[name] = choose(ports.values())
        if old is not None:
            moved.append(Moved(name, old, ports[name]))
    return moved
