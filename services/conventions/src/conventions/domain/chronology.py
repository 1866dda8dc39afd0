"""Events in their order in time: what `decide` holds them to, and what `evolve` notes of them."""

from datetime import date
from uuid import UUID

from mithaq.events import Provenance

from conventions.domain.amendments.order import ORDER as _AMENDMENTS
from conventions.domain.approvals.order import ORDER as _APPROVALS
from conventions.domain.core.chronology import DateBeforePrevious, Days, Part, latest
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.deliveries.order import ORDER as _DELIVERIES
from conventions.domain.drafting.order import ORDER as _DRAFTING
from conventions.domain.ending.order import ORDER as _ENDING
from conventions.domain.execution.order import ORDER as _EXECUTION
from conventions.domain.negotiation.order import ORDER as _NEGOTIATION
from conventions.domain.signatures.order import ORDER as _SIGNATURES
from conventions.domain.tranches.order import ORDER as _TRANCHES

ORDER = {
    each.event: each
    for each in (
        *_DRAFTING,
        *_NEGOTIATION,
        *_APPROVALS,
        *_SIGNATURES,
        *_TRANCHES,
        *_DELIVERIES,
        *_AMENDMENTS,
        *_EXECUTION,
        *_ENDING,
    )
}


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
    day, before = provenance.effective_date, latest(days, order.after(event))
    if before is not None:
        day = max(day, before[1])
    changed = dict(days)
    for fact, part in told:
        of_fact = changed.get(fact, {})
        changed[fact] = {**of_fact, part: max(day, of_fact.get(part, day))}
    return changed


def _name(convention: Convention, part: Part) -> str:
    if isinstance(part, UUID):
        return convention.terms.name_of(part)
    return convention.terms.outline.reference if part is None else str(part)
