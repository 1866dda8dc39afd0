"""What may be delivered, and who accepts it."""

from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from conventions.domain.core.convention import Convention
from conventions.domain.core.rules import NothingWaits


class CashNotDelivered(RuleBroken):
    """Money is paid, step by step."""

    code = "cash-not-delivered"


class DeliveryExceedsPromise(RuleBroken):
    """No more is delivered than was promised."""

    code = "delivery-exceeds-promise"


class AcceptanceExceedsDelivery(RuleBroken):
    """What is accepted, or rejected, was delivered by that day and not accepted yet."""

    code = "acceptance-exceeds-delivery"


class NotTheDeliverer(RuleBroken):
    """Who promised it, or who builds with it, says that it was delivered."""

    code = "not-the-deliverer"


class OwnDelivery(RuleBroken):
    """Another party accepts a delivery than the one that promised it or told it."""

    code = "own-delivery"


def ensure_delivery_waits(convention: Convention, _: Caller) -> None:
    """Something was delivered and not accepted."""
    deliveries = convention.deliveries.values()
    if not any(each.delivered.total > each.accepted.total for each in deliveries):
        raise NothingWaits(step="delivery")


def ensure_in_kind_promised(convention: Convention, _: Caller) -> None:
    if all(pledge.payable for pledge in convention.terms.pledges()):
        raise NothingWaits(step="delivery")
