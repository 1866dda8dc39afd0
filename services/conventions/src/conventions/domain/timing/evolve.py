"""What time's events change: only that they were told."""

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from mithaq.states import changed, put, put_all, without

from conventions.domain.core.convention import Convention
from conventions.domain.timing import events as e


def evolve(convention: Convention, event: e.TimingEvent) -> Convention:
    match event:
        case e.TrancheOverdue():
            told = (event.due_on, event.over_days)
            return changed(
                convention,
                overdue=put(convention.overdue, event.tranche, told),
                looks=_look(convention, event),
            )
        case e.LatenessCounted(looks=looks):
            days = {each.tranche: each.on for each in looks}
            return changed(convention, looks=put_all(convention.looks, days))
        case e.DurationEnding(ends_on=day):
            return changed(convention, ending_told=day)
        case e.DurationOver(ends_on=day):
            return changed(convention, over_told=day)
        case e.SignatoryMandateEnding(organisation_id=party):
            ending = (event.last_day, event.days_left)
            return changed(
                convention, mandates_ending=put(convention.mandates_ending, party, ending)
            )
        case _:
            assert_never(event)


def _look(convention: Convention, event: e.TrancheOverdue) -> Mapping[str, date]:
    """Beyond the last mark none is next."""
    name, day = event.tranche, event.look_again_on
    return without(convention.looks, name) if day is None else put(convention.looks, name, day)
