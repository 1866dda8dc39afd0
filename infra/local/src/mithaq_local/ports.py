"""Ports on 127.0.0.1: chosen once, kept in the state, changed if another program has taken one."""

import random
import socket
from collections.abc import Collection, Iterable, MutableMapping
from dataclasses import dataclass

from mithaq_local.errors import NoFreePort

HOST = "127.0.0.1"
# Below Linux's ephemeral range, so that no outgoing connection takes a port during a restart.
FIRST, LAST = 20_000, 32_000
ATTEMPTS = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """The port of `name` has changed from `old`, which another program uses, to `new`."""

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
    """A free port not in `used`. It is not reserved: bind it soon."""
    for port in random.sample(range(FIRST, LAST), ATTEMPTS):
        if port not in used and is_free(port):
            return port
    raise NoFreePort(FIRST, LAST)


def assign(
    ports: MutableMapping[str, int], names: Iterable[str], ours: Collection[str]
) -> list[Moved]:
    """Assign a usable port to each name; names in `ours` keep theirs, as our processes use them."""
    moved = []
    for name in names:
        old = ports.get(name)
        if old is not None and (name in ours or is_free(old)):
            continue
        ports[name] = choose(ports.values())
        if old is not None:
            moved.append(Moved(name, old, ports[name]))
    return moved
