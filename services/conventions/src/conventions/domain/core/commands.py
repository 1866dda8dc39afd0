"""What every command carries, and what the table of transitions says of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast
from uuid import UUID

from mithaq.commands import Caller
from mithaq.dating import Dating
from mithaq.errors import MithaqError

from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.grounds import Grounds
from conventions.domain.core.policy import Capacity
from conventions.domain.core.vocabulary import AmendmentState, State


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandHeader:
    """Which convention, who gives the command, and its two days.

    `inactive` are those of the organisations concerned that are suspended or not verified when it
    is recorded. `grounds` is what the command itself says that it rests on. `acting_for` is the
    party it is given for, where the caller's organisation answers for several since a merger.
    """

    convention_id: UUID
    caller: Caller
    dating: Dating
    inactive: frozenset[UUID] = frozenset()
    grounds: Grounds | None = None
    acting_for: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionCommand:
    header: CommandHeader

    @property
    def convention_id(self) -> UUID:
        return self.header.convention_id

    @property
    def caller(self) -> Caller:
        return self.header.caller

    @property
    def on(self) -> date:
        """The day from which it holds."""
        return self.header.dating.on

    @property
    def recorded_on(self) -> date:
        """The day it is recorded: deadlines, mandates and delays are judged on it."""
        return self.header.dating.recorded_on

    def empowered_by(self) -> str | None:
        """The instrument under which it is given: a mandate's deliberation, a visa's number."""
        return None


OPEN_TEXT = frozenset({State.DRAFT, State.PROPOSED, State.IN_NEGOTIATION})
FROZEN = frozenset(
    {State.TEXT_AGREED, State.PENDING_APPROVALS, State.READY_TO_SIGN, State.PARTIALLY_SIGNED}
)
SIGNING = frozenset({State.READY_TO_SIGN, State.PARTIALLY_SIGNED})
BINDING = frozenset({State.SIGNED, State.IN_FORCE, State.SUSPENDED})
RUNNING = frozenset({State.IN_FORCE, State.SUSPENDED})
IN_FORCE = frozenset({State.IN_FORCE})
TERMINATED = frozenset({State.TERMINATED})
ENDED = frozenset({State.COMPLETED, State.TERMINATED})
CLOSED = frozenset({State.CLOSED})

C = TypeVar("C", bound=ConventionCommand)
Ready = Callable[[Convention, Caller], None]
Rule = type[MithaqError]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """Who may give a command, from which states, and what it needs.

    `target` is None where the state stays as it is. `ready` raises the rule that closes the command
    whatever its content; `rules` are those its content may break besides. `effective_on` is the day
    its events hold from, where that is not the day the command is given for. With `tells_state` the
    command's own rules tell a wrong state among other unmet conditions. `while_inactive`: a party
    that is suspended or not verified may give it all the same.
    """

    command: type[ConventionCommand]
    sources: frozenset[State]
    target: State | None
    capacities: tuple[Capacity, ...]
    decide: Callable[[Convention, ConventionCommand], Events]
    ready: tuple[Ready, ...] = ()
    rules: tuple[Rule, ...] = ()
    amendment: frozenset[AmendmentState] = frozenset()
    effective_on: Callable[[Convention, ConventionCommand], date] | None = None
    tells_state: bool = False
    while_inactive: bool = False

    @property
    def name(self) -> str:
        return self.command.__name__


def row(
    command: type[C],
    decide: Callable[[Convention, C], Events],
    sources: frozenset[State],
    capacities: tuple[Capacity, ...],
    *,
    to: State | None = None,
    ready: tuple[Ready, ...] = (),
    rules: tuple[Rule, ...] = (),
    amendment: frozenset[AmendmentState] = frozenset(),
    effective_on: Callable[[Convention, C], date] | None = None,
    tells_state: bool = False,
    while_inactive: bool = False,
) -> Transition:
    """A row whose functions take its own command: the table calls them with no other."""
    return Transition(
        command=command,
        decide=cast("Callable[[Convention, ConventionCommand], Events]", decide),
        sources=sources,
        target=to,
        capacities=capacities,
        ready=ready,
        rules=rules,
        amendment=amendment,
        effective_on=cast("Callable[[Convention, ConventionCommand], date]", effective_on),
        tells_state=tells_state,
        while_inactive=while_inactive,
    )
