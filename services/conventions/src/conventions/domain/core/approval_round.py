"""The approvals of one frozen text, whatever it is of: asked for, answered; what they cover."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import ApprovalAnswer, ApprovalKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredApproval:
    """An approval that the text needs, and the body it is asked of."""

    kind: Open[ApprovalKind]
    organisation_id: UUID


# Every approval asked for a text, with its answer so far.
Answers = Mapping[RequiredApproval, ApprovalAnswer]


def awaited(approvals: Iterable[RequiredApproval]) -> Answers:
    """These were asked for and have no answer yet."""
    return dict.fromkeys(approvals, ApprovalAnswer.AWAITED)


def all_granted(answers: Answers) -> bool:
    return all(answer is ApprovalAnswer.GRANTED for answer in answers.values())


def bodies_of(approvals: Iterable[RequiredApproval]) -> frozenset[UUID]:
    """The organisations that these approvals are asked of."""
    return frozenset(approval.organisation_id for approval in approvals)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedText:
    """A text that came to bind, and what was granted for it: for how much, and until when.

    `amounts` are what each contribution promised in it; without `ends_on` it has no end.
    """

    granted: frozenset[RequiredApproval]
    total: Money
    amounts: Mapping[str, Money]
    ends_on: date | None

    def reaches(self, total: Money, ends_on: date | None) -> bool:
        """It was for that much and that long, or for more."""
        if self.ends_on is not None and (ends_on is None or ends_on > self.ends_on):
            return False
        return total <= self.total

    def promises(self, contribution: str, amount: Money) -> bool:
        """As much as that was promised in it, or more."""
        promised = self.amounts.get(contribution)
        return promised is not None and amount <= promised


def approved_text(answers: Answers, terms: Terms, ends_on: date | None) -> ApprovedText:
    """What came to bind, with what was granted for it."""
    granted = (x for x, answer in answers.items() if answer is ApprovalAnswer.GRANTED)
    return ApprovedText(
        granted=frozenset(granted),
        total=terms.outline.total,
        amounts={name: each.amount for name, each in terms.contributions.items()},
        ends_on=ends_on,
    )
