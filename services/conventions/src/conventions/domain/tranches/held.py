"""What stands under each bank reference of a tranche: paid orders, or an undecided overpayment."""

from collections.abc import Mapping
from datetime import date

from mithaq.money import ZERO, Money
from mithaq.states import changed, put, without

from conventions.domain.core.flow import EMPTY
from conventions.domain.core.tranche import Tranche
from conventions.domain.tranches import events as e
from conventions.domain.tranches.payment_references import folded


def decided(undecided: Mapping[str, Money], event: e.OverpaymentSettled) -> dict[str, Money]:
    """Less what was decided on: of the payment it names, else of those recorded first."""
    named = None if event.reference is None else folded(event.reference)
    rest, left = dict(undecided), event.amount
    for key in list(rest):
        if named in (None, key):
            part = min(rest[key], left)
            rest[key], left = rest[key] - part, left - part
    return {key: amount for key, amount in rest.items() if amount}


def paid_under(tranche: Tranche, reference: str | None, amount: Money, on: date) -> Tranche:
    """An order was paid under this reference that day; with less than nothing it no longer is."""
    if reference is None:
        return tranche
    key = folded(reference)
    paid = put(tranche.paid_under, key, tranche.paid_under.get(key, EMPTY).move(on, amount))
    return changed(tranche, paid_under=paid, references=_held(tranche, key, amount))


def referenced(tranche: Tranche, reference: str | None, amount: Money) -> Tranche:
    """A reference is held until all that was paid under it is reversed, a refund's for good."""
    if reference is None:
        return tranche
    return changed(tranche, references=_held(tranche, folded(reference), amount))


def _held(tranche: Tranche, key: str, amount: Money) -> Mapping[str, Money]:
    held = tranche.references.get(key, ZERO) + amount
    if amount < ZERO and not held:
        return without(tranche.references, key)
    return put(tranche.references, key, held)
