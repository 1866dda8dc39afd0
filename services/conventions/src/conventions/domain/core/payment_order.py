"""The orders of a tranche, and what of them enough persons approved to be paid.

On every day paid <= cleared <= ordered: an order that one person answers for is cleared as it is
given, another one on the day of its last approval.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mithaq.money import ZERO, Money


class OrderAnswer(StrEnum):
    """What those who answer for an order said to it."""

    AWAITED = "awaited"
    APPROVED = "approved"
    REFUSED = "refused"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrder:
    """`amount` is what stands of it, `cleared` what of that may be paid.

    `persons` answer for it, who ordered among them; `approved_by` are the others, each with the day
    of the approval. No approval holds before `since`: the order's day, or that of a reversal.
    """

    number: int
    amount: Money
    on: date
    since: date
    persons: int = 1
    approved_by: Mapping[str, date] = field(default_factory=dict)
    cleared: Money = ZERO
    cleared_on: date | None = None
    refused: bool = False

    @property
    def awaited(self) -> Money:
        """What of it nobody may pay yet."""
        return self.amount - self.cleared

    @property
    def lacking(self) -> int:
        """How many persons still have to approve it."""
        return max(self.persons - 1 - len(self.approved_by), 0) if self.awaited else 0

    @property
    def answer(self) -> OrderAnswer:
        """What became of it; what is paid of it shows on the tranche."""
        if not self.amount:
            return OrderAnswer.REVERSED
        if self.refused:
            return OrderAnswer.REFUSED
        return OrderAnswer.AWAITED if self.awaited else OrderAnswer.APPROVED


@dataclass(frozen=True, slots=True)
class Taken:
    """What a reversal takes of an order: of what waits for approval, and of what was cleared."""

    order: PaymentOrder
    awaited: Money
    cleared: Money


def taken_from(
    orders: Iterable[PaymentOrder], amount: Money, on: date, uncleared: Money
) -> list[Taken]:
    """Refused orders first, then those that wait, then cleared ones; the latest of each first.

    None is taken from before it was given, or cleared; of what waits, no more than was `uncleared`
    on every day from that one: an approval that is void since had cleared it by then.
    """
    given = sorted((o for o in orders if o.on <= on and o.amount), key=_taken_first)
    awaited, cleared = dict[int, Money](), dict[int, Money]()
    waiting = min(amount, max(uncleared, ZERO))
    for order in given:
        part = min(order.awaited, waiting)
        awaited[order.number], waiting, amount = part, waiting - part, amount - part
    for order in given:
        part = min(_clearable(order, on), amount)
        cleared[order.number], amount = part, amount - part
    found = [Taken(o, awaited[o.number], cleared[o.number]) for o in given]
    return [each for each in found if each.awaited or each.cleared]


def _taken_first(order: PaymentOrder) -> tuple[bool, int]:
    return not order.refused, -order.number


def _clearable(order: PaymentOrder, on: date) -> Money:
    return order.cleared if order.cleared_on is not None and order.cleared_on <= on else ZERO


def reversible(
    orders: Iterable[PaymentOrder], on: date, *, uncleared: Money, unpaid: Money
) -> Money:
    """What may be taken back on that day, with so much `uncleared`, and cleared but `unpaid`."""
    given = [order for order in orders if order.on <= on]
    cleared = Money.sum(_clearable(order, on) for order in given)
    awaited = Money.sum(order.awaited for order in given)
    return min(awaited, max(uncleared, ZERO)) + min(cleared, max(unpaid, ZERO))
