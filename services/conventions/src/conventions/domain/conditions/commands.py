"""Commands on suspensive conditions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.terms import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteCondition(ConventionCommand):
    """`kinds` is the kind of the body that decides it, as the registry has it today."""

    condition: Condition
    kinds: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveCondition(ConventionCommand):
    condition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCondition(ConventionCommand):
    """`act` names the paper of the decision; a refusal gives its reason too."""

    condition: str
    met: bool
    act: str
    reason: str | None = None

    def empowered_by(self) -> str | None:
        return self.act


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCondition(ConventionCommand):
    """The time to decide it is over: given by the deadline, and by nobody else."""

    condition: str
