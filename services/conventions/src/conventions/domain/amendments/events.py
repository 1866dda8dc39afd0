"""Events of an amendment (avenant): drafted, negotiated, agreed, signed, in effect."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.amendment import Minutes, Operations, Period
from conventions.domain.core.approval_round import RequiredApproval, TacitDelay
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.position import Position
from conventions.domain.core.signing_round import Signature, SigningTurn
from conventions.domain.core.terms import Action, Article, Contribution, Party, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentDrafted(ConventionEvent):
    """Operations on the convention as it stood at `base_version`, when its text had that digest."""

    amendment: int
    base_version: int
    base_text_sha256: str
    reason: str
    operations: Operations
    minutes: Minutes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPositionTaken(ConventionEvent):
    amendment: int
    organisation_id: UUID
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRevised(ConventionEvent):
    """The operations were rewritten: these parties' positions and these approvals are void."""

    amendment: int
    reason: str
    operations: Operations
    minutes: Minutes | None = None
    void_positions: tuple[UUID, ...] = ()
    void_approvals: tuple[RequiredApproval, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTextAgreed(ConventionEvent):
    """The amendment is frozen; these parties must sign it. It lapses if not all do by `sign_by`."""

    amendment: int
    text_sha256: str
    signatories: tuple[UUID, ...]
    agreed_on: date
    sign_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentApprovalsRequested(ConventionEvent):
    """Which approvals the agreed amendment needs that nothing granted before covers.

    `tacit` are those that count as granted without an answer, each with its last day.
    """

    amendment: int
    approvals: tuple[RequiredApproval, ...]
    tacit: tuple[TacitDelay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentApprovalGranted(ConventionEvent):
    """`instrument` names the paper that grants it; of a `tacit` one, what lets silence count."""

    amendment: int
    approval: RequiredApproval
    instrument: str
    tacit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTacitDelayMoved(ConventionEvent):
    """Silence counts as consent after another last day: days off were corrected, or its body was
    not able to act.
    """

    amendment: int
    delay: TacitDelay
    unable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentApprovalRefused(ConventionEvent):
    """It stands until the amendment is revised."""

    amendment: int
    approval: RequiredApproval
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSignaturesRequested(ConventionEvent):
    amendment: int
    turn: SigningTurn


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPartySigned(ConventionEvent):
    """`under` are the mandates that the one used was delegated from, the nearest first."""

    amendment: int
    signature: Signature
    under: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSigningTimeExtended(ConventionEvent):
    """The last day to sign it is this one from now on."""

    amendment: int
    sign_by: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRefused(ConventionEvent):
    """A party will not sign it: it ends as rejected, and the convention stays as it is."""

    amendment: int
    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    mandate_instrument: str
    text_sha256: str
    reason: str
    void_signatures: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentLapsed(ConventionEvent):
    """Not everybody signed it until `sign_by`: it ends, and the convention stays as it is."""

    amendment: int
    sign_by: date
    void_signatures: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSigned(ConventionEvent):
    """Everyone who must sign it did."""

    amendment: int
    signed_on: date
    organisations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionChange:
    """Added where there was none before, withdrawn where there is none after."""

    before: Contribution | None
    after: Contribution | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChange:
    """Promised where there was none before, withdrawn where there is none after."""

    before: Share | None
    after: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostChange:
    """The planned cost of an action in a year, of an action that stays otherwise as it is."""

    action: str
    year: int
    before: Money
    after: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChange:
    """Added where there was none before, removed where there is none after."""

    before: Action | None
    after: Action | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChange:
    """It came where there was none before, it left where there is none after."""

    before: Party | None
    after: Party | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceHandedOver:
    """What `leaver` held of the money paid and not yet justified is `successor`'s to justify."""

    leaver: UUID
    successor: UUID
    balance: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTookEffect(ConventionEvent):
    """The convention now reads so: everything that changed, the new total and end.

    What became of tranches is told by events of theirs in the same append, by this amendment's
    number: `TrancheRescheduled`, `TrancheCancelled`, `RefundClaimed`.
    """

    amendment: int
    effective_on: date
    contributions: tuple[ContributionChange, ...]
    costs: tuple[CostChange, ...]
    total: Money
    ends_on: date | None = None
    period: Period | None = None
    shares: tuple[ShareChange, ...] = ()
    split_by: date | None = None
    parties: tuple[PartyChange, ...] = ()
    actions: tuple[ActionChange, ...] = ()
    articles: tuple[Article, ...] = ()
    struck_articles: tuple[str, ...] = ()
    handed_over: tuple[BalanceHandedOver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentWithdrawn(ConventionEvent):
    amendment: int
    reason: str


AmendmentApprovalEvent = (
    AmendmentApprovalsRequested
    | AmendmentApprovalGranted
    | AmendmentApprovalRefused
    | AmendmentTacitDelayMoved
)
ChangeEvent = (
    AmendmentPositionTaken
    | AmendmentRevised
    | AmendmentTextAgreed
    | AmendmentApprovalEvent
    | AmendmentSignaturesRequested
    | AmendmentPartySigned
    | AmendmentSigningTimeExtended
    | AmendmentRefused
    | AmendmentLapsed
    | AmendmentSigned
    | AmendmentTookEffect
    | AmendmentWithdrawn
)
AmendmentEvent = AmendmentDrafted | ChangeEvent
