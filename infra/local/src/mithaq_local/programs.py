"""Descriptions of the programs that the supervisor runs, and their start order."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

from mithaq_local.errors import UnknownProcess


def nothing() -> None:
    """A step that does nothing."""


# More on a machine that has much else to do.
START_SECONDS = float(os.environ.get("MITHAQ_START_SECONDS", "60"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One supervised process. `prepare` and `after_ready` are idempotent."""

    name: str
    command: tuple[str, ...]
    ready: Callable[[], bool]  # called often: returns within a second, never raises
    environment: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    prepare: Callable[[], object] = nothing  # before it starts
    after_ready: Callable[[], object] = nothing  # once it is ready
    account: str | None = None  # run as this user; None is ours
    stop_signal: str = "TERM"
    start_seconds: float = START_SECONDS


Programs = Mapping[str, Program]


def with_needs(programs: Programs, names: Iterable[str]) -> set[str]:
    """The names and everything they need, directly or indirectly."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in programs:
            raise UnknownProcess(name, programs)
        if name not in found:
            found.add(name)
            waiting.extend(programs[name].needs)
    return found


def waves(programs: Programs, names: Iterable[str]) -> Sequence[tuple[str, ...]]:
    """The names in groups: each needs only earlier groups, and its programs start in parallel."""
    wanted = set(names)
    order = TopologicalSorter({name: wanted & set(programs[name].needs) for name in wanted})
    order.prepare()
    groups = []
    while order.is_active():
        group = tuple(sorted(order.get_ready()))
        groups.append(group)
        order.done(*group)
    return groups
