"""How many persons answer for a payment order, by amount: figures of the deployment.

What an order needs is told by its own event, so that no history depends on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mithaq.money import ZERO, Money

MOST: Final = 3


class PaymentApprovalsMalformed(ValueError):
    """Amounts and persons rise together, from the first centime on, to three persons at most."""


@dataclass(frozen=True, slots=True)
class PaymentApprovals:
    """From each amount on, it included, so many persons; who ordered is one of them."""

    steps: tuple[tuple[Money, int], ...] = (
        (ZERO, 1),
        (Money.dirhams(50_000_000), 2),
        (Money.dirhams(200_000_000), 3),
    )

    def persons(self, amount: Money) -> int:
        return max(persons for since, persons in self.steps if since <= amount)


# No published rule gives these amounts: a deployment sets its own.
ASSUMED: Final = PaymentApprovals()


def approvals_from(rows: Sequence[tuple[int, int]]) -> PaymentApprovals:
    """Of rows of dirhams and persons. Raises PaymentApprovalsMalformed."""
    amounts, persons = [row[0] for row in rows], [row[1] for row in rows]
    rising = amounts == sorted(set(amounts)) and persons == sorted(set(persons))
    if not rows or amounts[0] != 0 or not rising or not 1 <= persons[0] <= persons[-1] <= MOST:
        raise PaymentApprovalsMalformed(rows)
    return PaymentApprovals(tuple((Money.dirhams(since), count) for since, count in rows))
