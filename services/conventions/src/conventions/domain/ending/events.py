"""Events that suspend, resume or complete a convention."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money

from conventions.domain.amendments.events import (
    ActionChange,
    ContributionChange,
    CostChange,
    ShareChange,
)
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.settlement import PartySettlement


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSuspended(ConventionEvent):
    """No money moves until it is resumed; `notice` is the one that was not heeded, if any."""

    reason: str
    notice: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionResumed(ConventionEvent):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionCompleted(ConventionEvent):
    """All that was promised is paid and justified, or delivered, and all is built."""

    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionTerminated(ConventionEvent):
    """All agreed to end it, by that amendment: nothing is owed any more but refunds.

    `settlements` are those of all who paid.
    """

    amendment: int
    settlements: tuple[PartySettlement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationPronounced(ConventionEvent):
    """One side ended it, on a notice that was not heeded: nothing is owed any more but refunds.

    It tells what is left of each promise, as far as it was honoured. What became of tranches is
    told in the same append: `TrancheCancelled`, `RefundClaimed`. `defaulting` is the addressee of
    the notice; `settlements` are those of all who paid.
    """

    notice: int
    defaulting: UUID
    reason: str
    act: str
    effective_on: date
    refund_by: date
    contributions: tuple[ContributionChange, ...]
    costs: tuple[CostChange, ...]
    total: Money
    settlements: tuple[PartySettlement, ...]
    shares: tuple[ShareChange, ...] = ()
    actions: tuple[ActionChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionClosed(ConventionEvent):
    """Nothing of it is left to follow; `act` is the paper of the closure."""

    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionArchived(ConventionEvent):
    """Its papers are kept at `place`, under `reference`: nothing is recorded of it any more."""

    reference: str
    place: str


EndingEvent = (
    ConventionSuspended
    | ConventionResumed
    | ConventionCompleted
    | ConventionTerminated
    | TerminationPronounced
    | ConventionClosed
    | ConventionArchived
)
