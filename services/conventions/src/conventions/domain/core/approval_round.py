"""The approvals of one frozen text, whatever it is of: asked for, answered; what they cover."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money
from mithaq.states import changed, put, put_all, without

from conventions.domain.core.terms import Condition, Contribution, Share, Terms
from conventions.domain.core.vocabulary import ApprovalAnswer, ApprovalKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredApproval:
    """An approval that the text needs, and the body it is asked of."""

    kind: Open[ApprovalKind]
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TacitDelay:
    """Without an answer by `last_day`, included, the approval counts as granted, by `basis`.

    So many `working_days` after the day `counted_from`, as days off are known.
    """

    approval: RequiredApproval
    working_days: int
    counted_from: date
    last_day: date
    basis: str


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


def suspensive(conditions: Iterable[Condition]) -> Iterable[RequiredApproval]:
    """The approvals that the text waits for after its signature: nothing is in force without."""
    for each in conditions:
        if each.approval is not None and each.organisation_id is not None:
            yield RequiredApproval(
                kind=ApprovalKind(each.approval), organisation_id=each.organisation_id
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedText:
    """A text that came to bind, and what was granted for it: for how much, and until when.

    `amounts` are what each contribution promised in it, `shares` what was promised unsplit; without
    `ends_on` it has no end.
    """

    granted: frozenset[RequiredApproval]
    total: Money
    amounts: Mapping[str, Money]
    ends_on: date | None
    shares: Mapping[str, Money] = field(default_factory=dict)

    def reaches(self, total: Money, ends_on: date | None) -> bool:
        """It was for that much and that long, or for more."""
        if self.ends_on is not None and (ends_on is None or ends_on > self.ends_on):
            return False
        return total <= self.total

    def promises(self, contribution: str, amount: Money) -> bool:
        """As much as that was promised in it, or more."""
        promised = self.amounts.get(contribution)
        return promised is not None and amount <= promised

    def promises_share(self, share: str, amount: Money) -> bool:
        """As much as that was promised in it unsplit, or more."""
        promised = self.shares.get(share)
        return promised is not None and amount <= promised

    def split(
        self, share: Share, contributions: Iterable[Contribution], left: Share | None
    ) -> "ApprovedText":
        """As it reads once a share it promised in full is split: no more is promised than was."""
        if not self.promises_share(share.share, share.amount):
            return self
        parts = {part.contribution: part.amount for part in contributions}
        shares = without(self.shares, share.share)
        if left is not None:
            shares = put(shares, left.share, left.amount)
        return changed(self, amounts=put_all(self.amounts, parts), shares=shares)


def approved_text(answers: Answers, terms: Terms, ends_on: date | None) -> ApprovedText:
    """What came to bind, with what was granted for it."""
    granted = (x for x, answer in answers.items() if answer is ApprovalAnswer.GRANTED)
    return ApprovedText(
        granted=frozenset(granted),
        total=terms.outline.total,
        amounts={name: each.amount for name, each in terms.contributions.items()},
        ends_on=ends_on,
        shares={name: each.amount for name, each in terms.shares.items()},
    )
