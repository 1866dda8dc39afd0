"""An amendment: what it changes, who agreed, who signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.approval_round import Answers, RequiredApproval, TacitDelay
from conventions.domain.core.duties import DoneBy
from conventions.domain.core.position import Position
from conventions.domain.core.signing_round import SigningRound
from conventions.domain.core.terms import Action, Article, Contribution, Party, Share
from conventions.domain.core.vocabulary import AmendmentKind, AmendmentState


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChange:
    """A contribution's amount goes to `amount`; it keeps party, action, year and kind."""

    contribution: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCostChange:
    """The planned cost of an action in a year goes to `cost`."""

    action: str
    year: int
    cost: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The years of the convention, both included."""

    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPledge:
    """`amount` of a leaver's contribution goes to `to`, a new contribution of its successor."""

    contribution: str
    amount: Money
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedShare:
    """A leaver's share goes whole to `to`, a new share of its successor."""

    share: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """`leaver` goes and hands its unpaid promises to `successor`; what it paid stays with it.

    `handed` and `shares` are worked out when the amendment is written. `balance` is what it hands
    over of the money that it holds to build with; it is said where others hold some too.
    """

    leaver: UUID
    successor: UUID
    handed: tuple[HandedPledge, ...] = ()
    shares: tuple[HandedShare, ...] = ()
    balance: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegatedOwnerChange:
    """`successor` builds in the owner's name in the place of `leaver`, which hands its balance
    over: said in `balance` where others hold some too.
    """

    leaver: UUID
    successor: UUID
    balance: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reschedule:
    """A tranche of which nothing was called yet is due on that day, for that amount."""

    tranche: str
    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination:
    """All agree to end it: what was not moved is owed no more, what was not justified goes back.

    `refund_by` is the day until which it does, where one was agreed.
    """

    refund_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """What an amendment announces; what it does not announce it cannot change.

    Each field belongs to the `kinds` that own it (`domain/amendments/kinds.py`). `ends_on` extends
    the duration; `parties`, `contributions` are added; `actions`, `shares` and `articles` are added
    or replaced. `split_by` is another last day to split the shares, or a first one.
    """

    kinds: tuple[Open[AmendmentKind], ...] = ()
    amounts: tuple[AmountChange, ...] = ()
    costs: tuple[YearCostChange, ...] = ()
    ends_on: date | None = None
    period: Period | None = None
    parties: tuple[Party, ...] = ()
    removed_parties: tuple[UUID, ...] = ()
    replaced_parties: tuple[Succession, ...] = ()
    delegated_owner: DelegatedOwnerChange | None = None
    actions: tuple[Action, ...] = ()
    removed_actions: tuple[str, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    withdrawn_contributions: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    withdrawn_shares: tuple[str, ...] = ()
    split_by: date | None = None
    articles: tuple[Article, ...] = ()
    struck_articles: tuple[str, ...] = ()
    reschedules: tuple[Reschedule, ...] = ()
    termination: Termination | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes of a committee that decided on an amendment, where the text lets it."""

    committee: str
    held_on: date
    sha256: str


# The steps after which nothing more becomes of an amendment.
ENDED: Final = frozenset(
    {
        AmendmentState.EFFECTIVE,
        AmendmentState.WITHDRAWN,
        AmendmentState.REJECTED,
        AmendmentState.LAPSED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """`revision` counts how often its operations were written, the draft included.

    `prepared_by` is who wrote, agreed or submitted it: none of them approves it. `tacit` are the
    approvals asked for whose silence counts as consent after a while.
    """

    number: int
    base_version: int
    base_text_sha256: str
    reason: str
    operations: Operations
    minutes: Minutes | None = None
    revision: int = 1
    state: AmendmentState = AmendmentState.NEGOTIATION
    positions: Mapping[UUID, Position] = field(default_factory=dict)
    approvals: Answers = field(default_factory=dict)
    tacit: Mapping[RequiredApproval, TacitDelay] = field(default_factory=dict)
    prepared_by: DoneBy = field(default_factory=dict)
    signing: SigningRound = field(default_factory=SigningRound)
    effective_on: date | None = None

    @property
    def open(self) -> bool:
        return self.state not in ENDED
