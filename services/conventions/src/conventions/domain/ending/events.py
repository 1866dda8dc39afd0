"""Events that suspend, resume or complete a convention."""

from dataclasses import dataclass

from conventions.domain.core.event import ConventionEvent


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


EndingEvent = ConventionSuspended | ConventionResumed | ConventionCompleted
