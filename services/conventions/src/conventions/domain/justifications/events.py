"""Events of proofs of spending."""

from dataclasses import dataclass

from mithaq.money import Money

from conventions.domain.core.submission import SubmittedDocument
from conventions.domain.tranches.events import TrancheMoney, TrancheStep


@dataclass(frozen=True, slots=True, kw_only=True)
class JustificationSubmitted(TrancheStep):
    """The proof that so much of what was paid is spent; it counts once it is accepted."""

    submission: int
    documents: tuple[SubmittedDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JustificationRefused(TrancheMoney):
    """`amount` is what was not accepted of it by then."""

    submission: int
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionWithdrawn(TrancheMoney):
    """By who handed it in: `amount` was not accepted by then."""

    submission: int
    amount: Money
    reason: str


JustificationsEvent = JustificationSubmitted | JustificationRefused | SubmissionWithdrawn
