"""What suspension, resumption and completion change."""

from typing import assert_never

from mithaq.events import Provenance
from mithaq.states import changed

from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import State
from conventions.domain.ending import events as e


def evolve(convention: Convention, event: e.EndingEvent, provenance: Provenance) -> Convention:
    day = provenance.effective_date
    match event:
        case e.ConventionSuspended():
            suspensions = (*convention.suspensions, (day, None))
            return changed(convention, state=State.SUSPENDED, suspensions=suspensions)
        case e.ConventionResumed():
            *ended, (first, _) = convention.suspensions
            suspensions = (*ended, (first, day))
            return changed(convention, state=State.IN_FORCE, suspensions=suspensions)
        case e.ConventionCompleted():
            return changed(convention, state=State.COMPLETED)
        case e.ConventionTerminated():
            settled = {each.organisation_id: each for each in event.settlements}
            return changed(convention, state=State.TERMINATED, settlements=settled)
        case _:
            assert_never(event)
