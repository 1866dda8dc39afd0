"""What the answers to payment orders change."""

from typing import assert_never

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.states import changed

from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, with_duty
from conventions.domain.core.schedule import with_tranche
from conventions.domain.payment_orders import events as e
from conventions.domain.tranches.ordered import approved, refused


def evolve(
    convention: Convention, event: e.PaymentOrdersEvent, provenance: Provenance
) -> Convention:
    tranche = convention.tranches[event.tranche]
    match event:
        case e.PaymentApproved():
            who, day = person(provenance.by.id), provenance.effective_date
            moved = approved(tranche, event.order, who, day)
        case e.PaymentApprovalRefused():
            moved = refused(tranche, event.order)
        case _:
            assert_never(event)
    done_by = with_duty(tranche.done_by, Duty.AUTHORISE, provenance)
    return with_tranche(convention, changed(moved, done_by=done_by))
