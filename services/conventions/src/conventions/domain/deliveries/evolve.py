"""What the events of deliveries change."""

from typing import assert_never

from mithaq.events import Provenance
from mithaq.states import changed, put

from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.duties import Duty, with_duty
from conventions.domain.deliveries import events as e


def evolve(convention: Convention, event: e.DeliveriesEvent, provenance: Provenance) -> Convention:
    known = convention.deliveries.get(event.contribution, Delivery())
    moved = _moved(known, event, provenance)
    return changed(convention, deliveries=put(convention.deliveries, event.contribution, moved))


def _moved(known: Delivery, event: e.DeliveriesEvent, provenance: Provenance) -> Delivery:
    match event:
        case e.ContributionDelivered():
            teller = provenance.by.organisation
            return changed(
                known,
                delivered=known.delivered.move(event.on, event.amount),
                organisations=known.organisations | ({teller} if teller else set()),
                done_by=with_duty(known.done_by, Duty.REPORT, provenance),
            )
        case e.DeliveryAccepted():
            accepted = known.accepted.move(event.on, event.amount)
            done_by = with_duty(known.done_by, Duty.ACCEPT, provenance)
            return changed(known, accepted=accepted, done_by=done_by)
        case e.DeliveryRejected():
            delivered = known.delivered.move(event.on, -event.amount)
            done_by = with_duty(known.done_by, Duty.ACCEPT, provenance)
            return changed(known, delivered=delivered, done_by=done_by)
        case _:
            assert_never(event)
