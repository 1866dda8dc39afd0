"""What suspension, resumption and completion change."""

from datetime import date
from typing import assert_never

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.states import changed

from conventions.domain.amendments.rewriting import left_after, repriced
from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import State
from conventions.domain.ending import events as e


def evolve(  # noqa: PLR0911 - one case an event
    convention: Convention, event: e.EndingEvent, provenance: Provenance
) -> Convention:
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
            return changed(convention, state=State.COMPLETED, ended_on=day)
        case e.ConventionTerminated():
            settled = {each.organisation_id: each for each in event.settlements}
            return changed(convention, state=State.TERMINATED, settlements=settled, ended_on=day)
        case e.TerminationPronounced():
            return _terminated(convention, event, day)
        case e.ConventionClosed():
            closed_by = person(provenance.by.id)
            return changed(convention, state=State.CLOSED, closed_by=closed_by)
        case e.ConventionArchived():
            return changed(convention, archived_on=day)
        case _:
            assert_never(event)


def _terminated(convention: Convention, event: e.TerminationPronounced, day: date) -> Convention:
    return changed(
        convention,
        state=State.TERMINATED,
        terms=left_after(convention.terms, event),
        repriced=repriced(convention, event.contributions, event.effective_on),
        settlements={each.organisation_id: each for each in event.settlements},
        ended_on=day,
    )
