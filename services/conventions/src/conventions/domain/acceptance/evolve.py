"""What the events of acceptance change."""

from typing import assert_never

from mithaq.events import Provenance
from mithaq.states import changed, put

from conventions.domain.acceptance import events as e
from conventions.domain.core.acceptance import Acceptance
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, with_duty
from conventions.domain.core.progress import Observed


def evolve(convention: Convention, event: e.AcceptanceEvent, provenance: Provenance) -> Convention:
    """Who accepts works reports none of them, nor moves the money that pays them."""
    accepted = _after(convention, event, provenance)
    seen = convention.progress.get(event.action, Observed())
    seen = changed(seen, done_by=with_duty(seen.done_by, Duty.ACCEPT, provenance))
    return changed(
        convention,
        acceptances=put(convention.acceptances, event.action, accepted),
        progress=put(convention.progress, event.action, seen),
    )


def _after(convention: Convention, event: e.AcceptanceEvent, provenance: Provenance) -> Acceptance:
    day = provenance.effective_date
    match event:
        case e.WorksAcceptedProvisionally():
            return Acceptance(
                accepted_on=day, final_from=event.final_from, reservations=event.reservations
            )
        case e.ReservationLifted():
            known = convention.acceptances[event.action]
            return changed(known, lifted=put(known.lifted, event.reservation, day))
        case e.WorksAcceptedFinally():
            return changed(convention.acceptances[event.action], final_on=day)
        case _:
            assert_never(event)
