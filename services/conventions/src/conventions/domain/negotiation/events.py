"""Events of negotiation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.convention import FrozenText
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.negotiation import Asked, Reserved
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import RoundOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationRoundOpened(ConventionEvent):
    """Recorded after its deadline, a round is taken over from paper: silence says nothing in it.

    `kept` are not asked: they accepted an earlier round's text, and no edit touched them since.
    The others are `asked` on the articles that changed, or on the whole text. Both are empty where
    everybody is asked on the whole text.
    """

    round: int
    opened_on: date
    deadline: date
    recorded_on: date
    kept: tuple[UUID, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTaken(ConventionEvent):
    """One party's answer on one article, or on the whole text when `article` is absent."""

    round: int
    organisation_id: UUID
    article: str | None = None
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePositionTaken(ConventionEvent):
    """An answer after the deadline, and before the lead closed the round.

    It holds nothing up: the round ended without it. Where the lead closes the round it counts: for
    a consensus, or as an objection that the arbitration answers.
    """

    round: int
    organisation_id: UUID
    article: str | None = None
    position: Position
    deadline: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAdopted(ConventionEvent):
    """The text that this party proposed for an article was taken over: `ArticleWritten` told it.

    `position` is what it had said; `translated` whether the lead put it into the other language.
    """

    round: int
    organisation_id: UUID
    article: str
    position: Position
    translated: bool = False


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
    """The text is frozen. It lapses if it is not signed by all until `sign_by`.

    `reservations` stand in the agreement: what parties did not accept, whoever arbitrated.
    Its shares are to be split until `split_by`.
    """

    text: FrozenText
    total: Money
    sign_by: date | None = None
    reservations: tuple[Reserved, ...] = ()
    split_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReopened(ConventionEvent):
    """Back to negotiation: these approvals, and the signatures of these parties, are void."""

    reason: str
    void_approvals: tuple[RequiredApproval, ...] = ()
    void_signatures: tuple[UUID, ...] = ()


NegotiationEvent = (
    NegotiationRoundOpened
    | PositionTaken
    | LatePositionTaken
    | ProposalAdopted
    | NegotiationRoundClosed
    | NegotiationRoundEnded
    | TextAgreed
    | TextReopened
)
