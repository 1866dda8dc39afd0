"""An approval is dated by the order it is about (`rules`); money counts as moved by its day."""

from conventions.domain.core.chronology import Fact, order, whole
from conventions.domain.payment_orders import events as e

ORDER = (
    order(
        e.PaymentApproved,
        tells=lambda event: ((Fact.MONEY, event.tranche), *whole(Fact.MONEY)),
    ),
)
