"""What the facts of execution change."""

from conventions.domain.events import ExecutingEvent
from conventions.domain.events import executing as e
from conventions.domain.evolving.moves import moved, put
from conventions.domain.evolving.tranches import TrancheEvent, evolve_tranche
from conventions.domain.state import Convention, Tranche
from conventions.domain.state.convention import Progress
from conventions.domain.vocabulary import State


def evolve_executing(convention: Convention, event: ExecutingEvent) -> Convention:
    match event:
        case e.TranchePlanned():
            return _planned(convention, event)
        case e.ProgressReported():
            seen = Progress(percent=event.percent, observed_on=event.observed_on)
            return moved(convention, progress=put(convention.progress, event.action, seen))
        case e.ConventionSuspended():
            return moved(convention, state=State.SUSPENDED)
        case e.ConventionResumed():
            return moved(convention, state=State.IN_FORCE)
        case e.ConventionCompleted():
            return moved(convention, state=State.COMPLETED)
        case _:
            return _touched(convention, event)


def _touched(convention: Convention, event: TrancheEvent) -> Convention:
    tranche = evolve_tranche(convention.tranches[event.tranche], event)
    return moved(convention, tranches=put(convention.tranches, event.tranche, tranche))


def _planned(convention: Convention, event: e.TranchePlanned) -> Convention:
    tranche = Tranche(
        tranche=event.tranche,
        contribution=event.contribution,
        organisation_id=event.organisation_id,
        action=event.action,
        year=event.year,
        amount=event.amount,
        due_on=event.due_on,
        justified_before=event.justified_before,
        progress_at_least=event.progress_at_least,
        documents=event.documents,
        basis=event.basis,
        rank=len(convention.tranches),
    )
    return moved(convention, tranches=put(convention.tranches, event.tranche, tranche))
