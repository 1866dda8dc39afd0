"""What the supervisor runs, described as values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

from mithaq_local.errors import UnknownProcess


def nothing() -> None:
    """The step of a program that needs none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One supervised process. `prepare` and `settle` may be repeated without harm."""

    name: str
    command: tuple[str, ...]
    ready: Callable[[], bool]  # asked often: answers within a second, never raises
    environment: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    prepare: Callable[[], object] = nothing  # before it starts
    settle: Callable[[], object] = nothing  # once it is ready
    account: str | None = None  # run as this user; None is ours
    stop_signal: str = "TERM"
    start_seconds: float = 60.0


Programs = Mapping[str, Program]


def with_needs(programs: Programs, names: Iterable[str]) -> set[str]:
    """`names` and all that they need, directly or not."""
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
    """`names` in groups: each group needs only earlier ones and may start together."""
    wanted = set(names)
    order = TopologicalSorter({name: wanted & set(programs[name].needs) for name in wanted})
    order.prepare()
    groups = []
    while order.is_active():
        group = tuple(sorted(order.get_ready()))
        groups.append(group)
        order.done(*group)
    return groups
