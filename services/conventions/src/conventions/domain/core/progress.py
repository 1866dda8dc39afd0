"""What was seen of an action's works, and what of it counts for the release of money."""

from dataclasses import dataclass, field
from datetime import date

from mithaq.events import Provenance
from mithaq.states import changed

from conventions.domain.core.duties import DoneBy, Duty, with_duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Physical progress of an action, in whole percent, as it was seen on a day."""

    percent: int
    observed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Progress as somebody reported it, for an organisation; it releases once it is accepted."""

    progress: Progress
    organisation: str | None
    basis: str | None = None
    accepted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """All that was reported of an action: by the day it was seen, then as it was recorded."""

    observations: tuple[Observation, ...] = ()
    done_by: DoneBy = field(default_factory=dict)

    def report(
        self, progress: Progress, provenance: Provenance, basis: str | None = None
    ) -> "Observed":
        organisation = provenance.by.organisation
        seen = Observation(progress=progress, organisation=organisation, basis=basis)
        ordered = sorted((*self.observations, seen), key=lambda each: each.progress.observed_on)
        done_by = with_duty(self.done_by, Duty.REPORT, provenance)
        return Observed(observations=tuple(ordered), done_by=done_by)

    def accept(self, progress: Progress, provenance: Provenance) -> "Observed":
        found = self.last_as(progress)
        observations = tuple(
            changed(each, accepted_on=provenance.effective_date) if each is found else each
            for each in self.observations
        )
        done_by = with_duty(self.done_by, Duty.ACCEPT, provenance)
        return Observed(observations=observations, done_by=done_by)

    def last_as(self, progress: Progress) -> Observation | None:
        """The last report in these very figures."""
        alike = (each for each in reversed(self.observations) if each.progress == progress)
        return next(alike, None)

    def percent(self, day: date | None = None) -> int:
        """What counts on a day: the newest accepted, less where a newer look saw less.

        A late report of an older look changes nothing; a new claim counts once it is accepted.
        """
        seen = [x for x in self.observations if day is None or x.progress.observed_on <= day]
        counts: int = 0
        for each in seen:
            accepted = each.accepted_on
            if accepted is not None and (day is None or accepted <= day):
                counts = each.progress.percent
            else:
                counts = min(counts, each.progress.percent)
        return counts
