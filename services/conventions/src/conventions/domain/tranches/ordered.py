"""What becomes of the orders of a tranche: given, approved, refused, taken back."""

from collections.abc import Mapping
from datetime import date

from mithaq.money import ZERO, Money
from mithaq.states import changed, put

from conventions.domain.core.flow import slack
from conventions.domain.core.payment_order import PaymentOrder, Taken, taken_from
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import events as e


def ordered(tranche: Tranche, event: e.PaymentOrdered) -> Tranche:
    """One more; what one person answers for may be paid at once.

    Of a day before other orders held it keeps its number: approvals name it.
    """
    number = event.order or max(tranche.orders, default=0) + 1
    order = PaymentOrder(
        number=number,
        amount=event.amount,
        on=event.on,
        since=event.on,
        persons=event.persons,
    )
    return answered(changed(tranche, orders=put(tranche.orders, number, order)), order)


def approved(tranche: Tranche, number: int, who: str, on: date) -> Tranche:
    order = tranche.orders[number]
    return answered(tranche, changed(order, approved_by=put(order.approved_by, who, on)))


def answered(tranche: Tranche, order: PaymentOrder) -> Tranche:
    """Once enough persons answer for it, what waited of it may be paid from the last one's day."""
    cleared = tranche.cleared
    if order.awaited and not order.lacking:
        day = max(order.since, *order.approved_by.values(), order.on)
        cleared = cleared.move(day, order.awaited)
        order = changed(order, cleared=order.amount, cleared_on=day)
    return changed(tranche, orders=put(tranche.orders, order.number, order), cleared=cleared)


def refused(tranche: Tranche, number: int) -> Tranche:
    """What was cleared of it stays so: it may be paid already."""
    none: Mapping[str, date] = {}
    order = changed(tranche.orders[number], refused=True, approved_by=none)
    return changed(tranche, orders=put(tranche.orders, number, order))


def taken_back(tranche: Tranche, amount: Money, on: date) -> Tranche:
    """Approvals of what a reversal changes are void, of what is not paid yet.

    The tranche as it was before the reversal moved its orders.
    """
    uncleared = slack(tranche.flow(Stage.ORDERED), tranche.cleared, on)
    for part in taken_from(tranche.orders.values(), amount, on, uncleared):
        tranche = _less(tranche, part, on)
    return tranche


def _less(tranche: Tranche, part: Taken, on: date) -> Tranche:
    kept = part.order.cleared - part.cleared
    cleared = tranche.cleared.move(on, -part.cleared) if part.cleared else tranche.cleared
    if part.order.persons > 1 and kept:
        unpaid = max(slack(cleared, tranche.flow(Stage.PAID), on), ZERO)
        void = min(kept, unpaid)
        kept -= void
        cleared = cleared.move(on, -void) if void else cleared
    none: Mapping[str, date] = {}
    order = changed(
        part.order,
        amount=part.order.amount - part.awaited - part.cleared,
        cleared=kept,
        since=max(part.order.since, on),
        approved_by=none,
    )
    return changed(tranche, cleared=cleared, orders=put(tranche.orders, order.number, order))
