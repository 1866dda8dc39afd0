"""Events of negotiation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.convention import FrozenText
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import RoundOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationRoundOpened(ConventionEvent):
    """Recorded after its deadline, a round is taken over from paper: silence says nothing in it."""

    round: int
    opened_on: date
    deadline: date
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTaken(ConventionEvent):
    """One party's answer on one article, or on the whole text when `article` is absent."""

    round: int
    organisation_id: UUID
    article: str | None = None
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationRoundClosed(ConventionEvent):
    round: int
    outcome: Open[RoundOutcome]
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationRoundEnded(ConventionEvent):
    """Its deadline passed and not every signing party accepts: silence is no consent.

    The lead arbitrates, or asks again in another round.
    """

    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAgreed(ConventionEvent):
    """The text is frozen. It lapses if it is not signed by all until `sign_by`."""

    text: FrozenText
    total: Money
    sign_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReopened(ConventionEvent):
    """Back to negotiation: these approvals, and the signatures of these parties, are void."""

    reason: str
    void_approvals: tuple[RequiredApproval, ...] = ()
    void_signatures: tuple[UUID, ...] = ()


NegotiationEvent = (
    NegotiationRoundOpened
    | PositionTaken
    | NegotiationRoundClosed
    | NegotiationRoundEnded
    | TextAgreed
    | TextReopened
)
