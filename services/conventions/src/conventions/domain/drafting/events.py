"""Events of the proposal: who is invited, what is to be done, who promises what."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.frame import Frame
from conventions.domain.core.terms import Action, Article, Contribution, Outline, Party, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDrafted(ConventionEvent):
    """A proposal exists; nothing binds anyone yet."""

    outline: Outline
    drafted_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameAdopted(ConventionEvent):
    """What binds the convention because of its template and its programme kind, from now on.

    It stays as it is whatever the office publishes later. `missing_articles` are the mandatory ones
    that the text has not yet, `other_wording` those written from another version of a template.
    """

    frame: Frame
    missing_articles: tuple[str, ...] = ()
    other_wording: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyInvited(ConventionEvent):
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRemoved(ConventionEvent):
    """`party` is what it was when it left."""

    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWritten(ConventionEvent):
    """An article as it now reads; writing the same article again replaces it."""

    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlanned(ConventionEvent):
    """Planned again, an action replaces what it was: `replaced`."""

    action: Action
    replaced: Action | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRemoved(ConventionEvent):
    """`action` is what it was when it was removed."""

    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionPledged(ConventionEvent):
    """A party promises an amount; pledged again, it replaces what it was: `replaced`."""

    contribution: Contribution
    replaced: Contribution | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionWithdrawn(ConventionEvent):
    """`contribution` is what was promised until now."""

    contribution: Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRevised(ConventionEvent):
    """The announced total and period changed while the text was still open."""

    total: Money
    first_year: int | None
    last_year: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionProposed(ConventionEvent):
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionWithdrawn(ConventionEvent):
    """The proposal ends for good; no pledge of it binds."""

    reason: str
    given_up: tuple[Contribution, ...]
    given_up_shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceReserved(ConventionEvent):
    """The convention holds this reference of its drafter in that year: a stream of its own."""

    organisation_id: UUID
    year: int
    reference: str


DraftingEvent = (
    ConventionDrafted
    | FrameAdopted
    | PartyInvited
    | PartyRemoved
    | ArticleWritten
    | ActionPlanned
    | ActionRemoved
    | ContributionPledged
    | ContributionWithdrawn
    | TotalRevised
    | ConventionProposed
    | ConventionWithdrawn
)
