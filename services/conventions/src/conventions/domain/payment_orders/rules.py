"""Which order may be approved, by whom and from which day."""

from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from conventions.domain.core.convention import Convention
from conventions.domain.core.rules import NothingWaits
from conventions.domain.core.schedule import AWAITED


class PaymentOrderUnknown(RuleBroken):
    """No order of this number on the tranche."""

    code = "payment-order-unknown"


class ApprovalNotAwaited(RuleBroken):
    """An order that may be paid, or was taken back or refused, waits for nobody."""

    code = "approval-not-awaited"


class PaymentApprovedAlready(RuleBroken):
    """Each approval of an order is another person's."""

    code = "payment-approved-already"


class ApprovalBeforeOrder(RuleBroken):
    """No approval holds before its order stood as it does."""

    code = "approval-before-order"


def ensure_approval_awaited(convention: Convention, _: Caller) -> None:
    if not convention.lookups.sum(AWAITED):
        raise NothingWaits(step="payment-approval")
