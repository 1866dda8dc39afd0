"""What one row of the table of transitions says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from mithaq.commands import Caller
from mithaq.errors import MithaqError

from conventions.domain.capacities import Capacity
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.drafting import Events
from conventions.domain.state import Convention
from conventions.domain.vocabulary import AmendmentState, State

C = TypeVar("C", bound=ConventionCommand)
Ready = Callable[[Convention, Caller], None]
Decide = Callable[[Convention, ConventionCommand], Events]
Rule = type[MithaqError]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """Who may give a command, from which states, and what it needs.

    `target` is None where the state stays as it is. `ready` raises the rule that closes the command
    whatever its content; `rules` are those its content may break besides. With
    `tells_state` the command's own rules tell a wrong state among other unmet conditions.
    """

    command: type[ConventionCommand]
    sources: frozenset[State]
    target: State | None
    capacities: tuple[Capacity, ...]
    decide: Decide
    ready: tuple[Ready, ...] = ()
    rules: tuple[Rule, ...] = ()
    amendment: frozenset[AmendmentState] = frozenset()
    tells_state: bool = False

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
    tells_state: bool = False,
) -> Transition:
    """A row whose decision takes its own command: the table calls it with no other."""
    return Transition(
        command=command,
        decide=cast("Decide", decide),
        sources=sources,
        target=to,
        capacities=capacities,
        ready=ready,
        rules=rules,
        amendment=amendment,
        tells_state=tells_state,
    )
