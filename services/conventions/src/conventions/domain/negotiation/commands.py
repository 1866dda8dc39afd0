"""Commands of negotiation: rounds, positions, the frozen text."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

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
class AdoptProposal(ConventionCommand):
    """Take over the text that `organisation_id` proposed for an article.

    `text_fr` or `text_ar` is the lead's translation, where the proposal is in one language alone.
    """

    article: str
    organisation_id: UUID
    text_fr: str | None = None
    text_ar: str | None = None


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
    """Freeze the text; `sign_by` is the last day to sign it, if one is said.

    `split_by` is the last day to split its shares, where it has some.
    """

    sign_by: date | None = None
    split_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenText(ConventionCommand):
    reason: str
