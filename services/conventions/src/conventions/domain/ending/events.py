"""Events that suspend, resume or complete a convention."""

from dataclasses import dataclass

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.settlement import PartySettlement


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSuspended(ConventionEvent):
    """No money moves until it is resumed."""

    reason: str


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


EndingEvent = ConventionSuspended | ConventionResumed | ConventionCompleted | ConventionTerminated
