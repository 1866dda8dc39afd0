"""Events in their order in time: what `decide` holds them to, and what `evolve` notes of them."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from mithaq.events import Provenance
from mithaq.states import put

from conventions.domain.acceptance.order import ORDER as _ACCEPTANCE
from conventions.domain.amendments.order import ORDER as _AMENDMENTS
from conventions.domain.approvals.order import ORDER as _APPROVALS
from conventions.domain.committees.order import ORDER as _COMMITTEES
from conventions.domain.conditions.order import ORDER as _CONDITIONS
from conventions.domain.core.chronology import DateBeforePrevious, Days, Part, latest
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.deliveries.order import ORDER as _DELIVERIES
from conventions.domain.drafting.order import ORDER as _DRAFTING
from conventions.domain.ending.order import ORDER as _ENDING
from conventions.domain.execution.order import ORDER as _EXECUTION
from conventions.domain.justifications.order import ORDER as _JUSTIFICATIONS
from conventions.domain.negotiation.order import ORDER as _NEGOTIATION
from conventions.domain.notices.order import ORDER as _NOTICES
from conventions.domain.obligations.order import ORDER as _OBLIGATIONS
from conventions.domain.payment_orders.order import ORDER as _PAYMENT_ORDERS
from conventions.domain.shares.order import ORDER as _SHARES
from conventions.domain.signatures.order import ORDER as _SIGNATURES
from conventions.domain.takeover.order import ORDER as _TAKEOVER
from conventions.domain.timing.order import ORDER as _TIMING
from conventions.domain.tranches.order import ORDER as _TRANCHES

ORDER = {
    each.event: each
    for each in (
        *_DRAFTING,
        *_SHARES,
        *_NEGOTIATION,
        *_APPROVALS,
        *_CONDITIONS,
        *_OBLIGATIONS,
        *_COMMITTEES,
        *_SIGNATURES,
        *_TRANCHES,
        *_JUSTIFICATIONS,
        *_PAYMENT_ORDERS,
        *_DELIVERIES,
        *_AMENDMENTS,
        *_EXECUTION,
        *_ACCEPTANCE,
        *_NOTICES,
        *_ENDING,
        *_TIMING,
        *_TAKEOVER,
    )
}


_NONE: Mapping[Part, date] = MappingProxyType({})


def ensure_in_order(convention: Convention, events: Events, on: date) -> None:
    """None of the events holds before what it rests on. Raises DateBeforePrevious."""
    for event in events:
        order = ORDER.get(type(event))
        found = latest(convention.days, order.rests_on(event)) if order else None
        if found is not None and on < found[1]:
            (fact, part), day = found
            named = _name(convention, part)
            raise DateBeforePrevious(fact=str(fact), part=named, day=str(day), on=str(on))


def noted(days: Days, event: ConventionEvent, provenance: Provenance) -> Days:
    """`days`, with the facts that this event tells."""
    order = ORDER.get(type(event))
    told = order.tells(event) if order else ()
    if order is None or not told:
        return days
    day = provenance.effective_date
    if (after := order.after(event)) and (before := latest(days, after)) is not None:
        day = max(day, before[1])
    for fact, part in told:
        of_fact = days.get(fact, _NONE)
        known = of_fact.get(part)
        if known is None or known < day:
            days = put(days, fact, put(of_fact, part, day))
    return days


def _name(convention: Convention, part: Part) -> str:
    if part is None:
        return convention.terms.outline.reference
    parties = convention.terms.parties.items()
    return next((each.name_fr for key, each in parties if str(key) == part), str(part))
