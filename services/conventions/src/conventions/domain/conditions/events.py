"""Events of suspensive conditions."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Condition, Contribution, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionWritten(ConventionEvent):
    """The text is in force only once this is decided; `replaced` is how it read before."""

    condition: Condition
    replaced: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRemoved(ConventionEvent):
    """`condition` is what it was when it was removed."""

    condition: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionMet(ConventionEvent):
    """What the signed text waited for was decided as it asked; `instrument` names the paper."""

    condition: str
    decided_on: date
    instrument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRefused(ConventionEvent):
    """What the signed text waited for was refused: the convention lapses with it."""

    condition: str
    decided_on: date
    instrument: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionFailed(ConventionEvent):
    """Refused, or not decided by its last day: the signed convention lapses, it binds nobody."""

    condition: str
    refused: bool
    given_up: tuple[Contribution, ...]
    void_signatures: tuple[UUID, ...]
    given_up_shares: tuple[Share, ...] = ()


ConditionsEvent = (
    ConditionWritten | ConditionRemoved | ConditionMet | ConditionRefused | ConditionFailed
)
