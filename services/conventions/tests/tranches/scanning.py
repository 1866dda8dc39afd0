"""What is justified before a tranche, by a scan of its contribution: what `Schedules` must say."""

from datetime import date

from conventions.domain.core.convention import Convention
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches.schedules import Schedules


def assert_schedules_scan(state: Convention, on: date) -> None:
    schedules = Schedules(state, on)
    for tranche in state.tranches.values():
        looked = schedules.of(tranche.contribution)
        assert looked.justified[tranche.tranche] == _scanned(state, tranche, on), tranche
        names = [each.tranche for each in _earlier(state, tranche, on) if each.amount]
        assert sorted((looked.previous(tranche.tranche) or "").split(", ")) == sorted(names or [""])


def _earlier(state: Convention, tranche: Tranche, on: date) -> list[Tranche]:
    return [
        each
        for each in schedule_of(state, tranche.contribution)
        if each is not tranche
        and (each.place < tranche.place or each.called or each.flow(Stage.CALLED).until(on))
    ]


def _scanned(state: Convention, tranche: Tranche, on: date) -> int:
    percents = []
    for day in (None, on):
        justified = due = 0
        for each in _earlier(state, tranche, on):
            bound = Stage.PLANNED if each.place < tranche.place else Stage.CALLED
            justified += each.flow(Stage.JUSTIFIED).until(day).centimes
            due += each.flow(bound).until(day).centimes
        percents.append(justified * 100 // due if due else 100)
    return min(percents)
