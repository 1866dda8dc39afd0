"""What the events of progress and documents change."""

from typing import assert_never

from mithaq.events import Provenance
from mithaq.states import changed, put

from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, with_duty
from conventions.domain.core.progress import Observed
from conventions.domain.core.schedule import with_tranche
from conventions.domain.execution import events as e


def evolve(convention: Convention, event: e.ExecutionEvent, provenance: Provenance) -> Convention:
    match event:
        case e.ProgressReported():
            observed = convention.progress.get(event.action, Observed())
            observed = observed.report(event.progress, provenance, event.basis)
            return _observed(convention, event.action, observed)
        case e.ProgressAccepted():
            observed = convention.progress[event.action]
            return _observed(convention, event.action, observed.accept(event.progress, provenance))
        case e.DocumentDeposited():
            return _deposited(convention, event, provenance)
        case _:
            assert_never(event)


def _observed(convention: Convention, action: str, observed: Observed) -> Convention:
    return changed(convention, progress=put(convention.progress, action, observed))


def _deposited(
    convention: Convention, event: e.DocumentDeposited, provenance: Provenance
) -> Convention:
    tranche = convention.tranches[event.tranche]
    day = provenance.effective_date
    first = min(day, tranche.deposited_on.get(event.kind, day))
    since = changed(
        tranche,
        deposited=put(tranche.deposited, event.kind, event.sha256),
        deposited_on=put(tranche.deposited_on, event.kind, first),
        done_by=with_duty(tranche.done_by, Duty.REPORT, provenance),
    )
    return with_tranche(convention, since)
