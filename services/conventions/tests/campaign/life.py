"""A life: a start, then some hundred operations; afterwards every invariant reads its record."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import State
from mithaq.errors import MithaqError

from ..people import DAY
from .apart import apart
from .attempt import Violation, World, attempt
from .counts import Counts
from .invariants import broken
from .luck import Luck, luck_of
from .moves import Circumstances, move
from .starts import STAGES, commands_of

ENDED: Final = frozenset(
    {State.COMPLETED, State.TERMINATED, State.WITHDRAWN, State.REJECTED, State.LAPSED}
)


class Broken(Exception):
    """A life that broke an invariant: all its commands, accepted or not."""

    def __init__(self, fault: str, commands: Sequence[ConventionCommand]) -> None:
        super().__init__(fault)
        self.fault, self.commands = fault, commands

    @property
    def invariant(self) -> str:
        return self.fault.split(":")[0]


def live(seed: int, life: int, counts: Counts) -> None:
    """Live one life of the campaign. Raises Broken."""
    luck = luck_of(seed, life)
    world = World()
    tried: list[ConventionCommand] = []
    try:
        for command in commands_of(luck.one(STAGES)):
            tried.append(command)
            attempt(world, command)
        _go_on(luck, world, tried, counts)
    except Violation as violation:
        raise Broken(str(violation), tried) from violation
    fault = next(_faults(world), None)
    if fault is not None:
        raise Broken(fault, tried)
    if isinstance(world.state, Convention):
        counts.reached(world.state)


def _go_on(luck: Luck, world: World, tried: list[ConventionCommand], counts: Counts) -> None:
    now = Circumstances(today=DAY, inactive=frozenset(), diligence=luck.one((10, 50, 75, 90, 95)))
    for _ in range(luck.one((20, 60, 100, 200, 300))):
        command = _drawn(luck, world, now)
        tried.append(command)
        counts.tell(type(command).__name__, attempt(world, command))
        if _over(world) and luck.percent(10):
            return


def _drawn(luck: Luck, world: World, now: Circumstances) -> ConventionCommand:
    """What the state waits for can be said of every state that the rules allow."""
    try:
        return move(luck, world.state, now)
    except MithaqError as error:
        raise Violation(f"what_is_due_can_be_said: {error!r}") from error


def _over(world: World) -> bool:
    """Nothing is open any more: a few operations make sure of it."""
    return isinstance(world.state, Convention) and world.state.state in ENDED


def faults_of(commands: Sequence[ConventionCommand]) -> Sequence[str]:
    """All that these commands break, one after the other."""
    world = World()
    try:
        for command in commands:
            attempt(world, command)
    except Violation as violation:
        return [str(violation)]
    return list(_faults(world))


def _faults(world: World) -> Iterator[str]:
    """Each invariant that the record breaks, or that the streams beside it do."""
    return chain(broken(world.record), apart(world))
