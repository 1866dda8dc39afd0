"""What holds of a call (rule 5): all is planned, proved, built and deposited that it waits for."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.tranche import PlannedTranche
from conventions.domain.execution import events as execution
from conventions.domain.tranches import events as e

from .accounts import Accounts
from .record import Faults, Record, Recorded, told


class _Proofs:
    """What was deposited for each tranche and accepted of each action, and since when."""

    def __init__(self) -> None:
        self.planned: dict[str, PlannedTranche] = {}
        self.deposited: dict[tuple[str, str], date] = {}
        self.replanned: set[str] = set()
        self.accepted: dict[str, list[tuple[date, int]]] = defaultdict(list)

    def enter(self, entry: Recorded, event: ConventionEvent) -> None:
        match event:
            case e.TranchePlanned():
                self.planned[event.planned.tranche] = event.planned
            case e.TrancheCancelled():
                self.replanned.add(event.contribution)
            case execution.DocumentDeposited():
                key = (event.tranche, event.kind)
                self.deposited[key] = min(entry.on, self.deposited.get(key, entry.on))
            case execution.ProgressAccepted():
                self.accepted[event.action].append((entry.on, event.progress.percent))
            case _:
                pass


def calls_wait_for_what_they_rest_on(record: Record) -> Faults:
    """On the day of the call, by what was recorded until then."""
    accounts, proofs = Accounts(), _Proofs()
    for entry, event in told(record):
        if isinstance(event, e.FundsCalled):
            yield from _unproved(proofs, event)
            yield from _unjustified(accounts, proofs, event)
            planned = sum(each.total("planned") for each in accounts.of(event.contribution))
            if planned != accounts.owed(event.contribution):
                yield f"{event.tranche} is called while {event.contribution} is not all planned"
            if any(each.excess for each in accounts.of(event.contribution)):
                yield f"{event.tranche} is called while an overpayment is undecided"
        accounts.enter(entry, event)
        proofs.enter(entry, event)


def _unproved(proofs: _Proofs, event: e.FundsCalled) -> Iterator[str]:
    planned = proofs.planned[event.tranche]
    for kind in planned.documents:
        if proofs.deposited.get((event.tranche, kind), date.max) > event.on:
            yield f"{event.tranche} is called without {kind}"
    seen = (percent for on, percent in proofs.accepted[planned.action] if on <= event.on)
    if planned.progress_at_least > max(seen, default=0):
        yield f"{event.tranche} is called before {planned.progress_at_least} percent were accepted"


def _unjustified(accounts: Accounts, proofs: _Proofs, event: e.FundsCalled) -> Iterator[str]:
    """Of all that is due before it or was called already, as much is proved as it asks for.

    Money that is planned again keeps its place, which the events do not tell: left out here.
    """
    mine = proofs.planned[event.tranche]
    if event.contribution in proofs.replanned:
        return
    justified = due = 0
    for name, other in proofs.planned.items():
        if name == event.tranche or other.contribution != mine.contribution:
            continue
        stage = "planned" if other.due_on < mine.due_on else "called"
        due += accounts.tranches[name].until(stage, event.on)
        justified += accounts.tranches[name].until("justified", event.on)
    if justified * 100 < mine.justified_before * due:
        yield f"{event.tranche} is called when {justified} of {due} before it are justified"


RELEASE = (calls_wait_for_what_they_rest_on,)
