"""Commands on proofs of spending; what of them is accepted is `JustifyTranche`'s."""

from dataclasses import dataclass

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.submission import SubmittedDocument
from conventions.domain.tranches.commands import MoneyCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitJustification(MoneyCommand):
    """What was spent of the tranche, and the papers that prove it."""

    documents: tuple[SubmittedDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionCommand(ConventionCommand):
    """`submission` is its number among those of the tranche."""

    tranche: str
    submission: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseJustification(SubmissionCommand):
    """What of it is not accepted yet is refused; who spent corrects it by submitting anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawSubmission(SubmissionCommand):
    pass
