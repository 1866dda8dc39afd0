"""Commands of negotiation: rounds, positions, the frozen text."""

from dataclasses import dataclass
from datetime import date

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import RoundOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNegotiationRound(ConventionCommand):
    deadline: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePosition(ConventionCommand):
    """On one article, or on the whole text when `article` is absent."""

    article: str | None = None
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseNegotiationRound(ConventionCommand):
    outcome: RoundOutcome
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndNegotiationRound(ConventionCommand):
    """Its deadline's day is over: given by the deadline, and by nobody else."""

    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeText(ConventionCommand):
    """Freeze the text; `sign_by` is the last day to sign it, if one is said."""

    sign_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenText(ConventionCommand):
    reason: str
