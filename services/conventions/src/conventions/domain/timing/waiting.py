"""The tranches that are due and wait for the proof of those before them."""

from dataclasses import dataclass, field
from datetime import date

from conventions.domain.core.convention import Convention
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches.schedules import Schedules


@dataclass(slots=True)
class Waiting:
    """Of one convention on one day; the schedule of a contribution is read once."""

    convention: Convention
    on: date
    known: dict[str, list[Tranche]] = field(default_factory=dict)
    schedules: Schedules = field(init=False)

    def __post_init__(self) -> None:
        self.schedules = Schedules(self.convention, self.on)

    def for_proof_of(self, tranche: Tranche) -> list[date]:
        """The days that are over and by which it was to be justified."""
        name = tranche.contribution
        if name not in self.known:
            found = schedule_of(self.convention, name)
            self.known[name] = [each for each in found if self._waits(each)]
        waiting = [each.planned.due_on for each in self.known[name] if each.place > tranche.place]
        last = self.convention.ends_on
        return [*waiting, last] if last is not None and last < self.on else waiting

    def _waits(self, tranche: Tranche) -> bool:
        """It is due, not wholly called, and what went before it is not justified as it asks."""
        called = tranche.flow(Stage.CALLED).until(self.on)
        if called >= tranche.flow(Stage.PLANNED).until(self.on):
            return False
        if not tranche.planned.justified_before or tranche.planned.due_on >= self.on:
            return False
        found = self.schedules.of(tranche.contribution).justified
        return found[tranche.tranche] < tranche.planned.justified_before
