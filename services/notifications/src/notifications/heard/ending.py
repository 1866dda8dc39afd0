"""Events of the conventions service that suspend, resume or end one, and claim its money back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSuspended:
    convention_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionResumed:
    convention_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionTerminated:
    """All agreed to end it, by that amendment: nothing of it is signed any more."""

    convention_id: UUID
    amendment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationPronounced:
    """One side ended it, on a notice that `defaulting` did not heed: nothing is signed any more."""

    convention_id: UUID
    defaulting: UUID
    reason: str
    effective_on: date
    refund_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundClaimed:
    """`amount` and `advance` come back to that payer, until that day if one was set."""

    convention_id: UUID
    tranche: str
    organisation_id: UUID
    amount: Money
    advance: Money
    refund_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundOverdue:
    """That day is over, and `left` is not back with that payer."""

    convention_id: UUID
    tranche: str
    organisation_id: UUID
    refund_by: date
    left: Money


EndingEvent = (
    ConventionSuspended
    | ConventionResumed
    | ConventionTerminated
    | TerminationPronounced
    | RefundClaimed
    | RefundOverdue
)
