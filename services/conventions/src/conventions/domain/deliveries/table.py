"""Transitions of deliveries: the convention's state stays as it is."""

from conventions.domain.core import rules as core
from conventions.domain.core.commands import RUNNING, Rule, row
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.policy import Capacity
from conventions.domain.deliveries import commands as c
from conventions.domain.deliveries import decide, rules
from conventions.domain.envelopes.rules import EnvelopeExceeded

_DELIVERY: tuple[Rule, ...] = (
    core.ContributionUnknown,
    core.AmountNotPositive,
    rules.CashNotDelivered,
    DutiesNotSeparated,
)
_JUDGED: tuple[Rule, ...] = (*_DELIVERY, rules.OwnDelivery, rules.AcceptanceExceedsDelivery)
_OTHERS = (Capacity.OFFICE, Capacity.FUNDER, Capacity.OWNER)

DELIVERIES = (
    row(
        c.DeliverContribution,
        decide.deliver,
        RUNNING,
        (Capacity.FUNDER, Capacity.OWNER),
        ready=(rules.ensure_in_kind_promised,),
        rules=(
            *_DELIVERY,
            rules.NotTheDeliverer,
            rules.DeliveryExceedsPromise,
            EnvelopeExceeded,
        ),
    ),
    row(
        c.AcceptDelivery,
        decide.accept,
        RUNNING,
        _OTHERS,
        ready=(rules.ensure_delivery_waits,),
        rules=_JUDGED,
    ),
    row(
        c.RejectDelivery,
        decide.reject,
        RUNNING,
        _OTHERS,
        ready=(rules.ensure_delivery_waits,),
        rules=(*_JUDGED, core.ReasonMissing),
    ),
)
