"""A life: a start, then some hundred operations; afterwards every invariant reads its record.

Of one convention, or of a framework and the conventions under it, whose commands are interleaved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent
from conventions.domain.core.vocabulary import State
from mithaq.errors import MithaqError

from ..people import DAY
from .apart import apart
from .attempt import Violation, World, attempt
from .counts import Counts
from .invariants import broken
from .kin import Kin
from .luck import Luck, luck_of
from .moves import Circumstances, move
from .starts import Start, commands_of, starts

ENDED: Final = frozenset(
    {
        *(State.COMPLETED, State.TERMINATED, State.CLOSED),
        *(State.WITHDRAWN, State.REJECTED, State.LAPSED),
    }
)
_FAMILIES: Final = 30  # of a hundred lives
_ALONE: Final = (20, 60, 100, 200, 300)
_TOGETHER: Final = (100, 200, 300, 400)


class Broken(Exception):
    """A life that broke an invariant: all its commands, accepted or not."""

    def __init__(self, fault: str, commands: Sequence[ConventionCommand]) -> None:
        super().__init__(fault)
        self.fault, self.commands = fault, commands

    @property
    def invariant(self) -> str:
        return self.fault.split(":")[0]


@dataclass(slots=True)
class _Life:
    luck: Luck
    starts: Sequence[Start]
    world: World = field(default_factory=World)
    tried: list[ConventionCommand] = field(default_factory=list)

    def begin(self) -> None:
        for kin, stage in self.starts:
            for command in commands_of(stage, kin):
                self.give(command)

    def go_on(self, counts: Counts) -> None:
        luck = self.luck
        diligence = luck.one((10, 50, 75, 90, 95))
        now = Circumstances(today=DAY, inactive=frozenset(), diligence=diligence)
        for _ in range(luck.one(_TOGETHER if len(self.starts) > 1 else _ALONE)):
            command = self.drawn(now)
            counts.tell(type(command).__name__, self.give(command))
            if self.over and luck.percent(10):
                return

    def give(self, command: ConventionCommand) -> str | None:
        self.tried.append(command)
        return attempt(self.world, command)

    def drawn(self, now: Circumstances) -> ConventionCommand:
        """What the state waits for can be said of every state that the rules allow."""
        kin = self.chosen()
        try:
            return move(self.luck, self.world.state(kin.convention_id), now, kin)
        except MithaqError as error:
            raise Violation(f"what_is_due_can_be_said: {error!r}") from error

    def chosen(self) -> Kin:
        """One of those that live together, mostly one of which something is still to come."""
        everybody = [kin for kin, _ in self.starts]
        open_ = [kin for kin in everybody if not self.ended(kin)]
        return self.luck.one(open_ if open_ and self.luck.percent(95) else everybody)

    def ended(self, kin: Kin) -> bool:
        state = self.world.state(kin.convention_id)
        return not isinstance(state, Absent) and state.state in ENDED

    @property
    def over(self) -> bool:
        """Nothing is open any more: a few operations make sure of it."""
        return all(self.ended(kin) for kin, _ in self.starts)


def live(seed: int, life: int, counts: Counts, *, family: bool | None = None) -> None:
    """Live one life of the campaign; `family` says of which sort, else chance. Raises Broken."""
    luck = luck_of(seed, life)
    together = luck.percent(_FAMILIES) if family is None else family
    lived = _Life(luck, starts(luck, family=together))
    try:
        lived.begin()
        lived.go_on(counts)
    except Violation as violation:
        raise Broken(str(violation), lived.tried) from violation
    fault = next(_faults(lived.world), None)
    if fault is not None:
        raise Broken(fault, lived.tried)
    for state in lived.world.conventions.values():
        counts.reached(state)
    counts.lived(lived.world.record)


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
