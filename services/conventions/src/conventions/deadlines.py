"""What follows from time alone: each topic says in `timed/` what an event sets and cancels."""

from collections.abc import Sequence
from typing import Final

from mithaq.deadlines import Change, Deadlines
from mithaq.events import Recorded

from conventions.catalogue import CATALOGUE
from conventions.coming_due import give
from conventions.domain.takeover.events import ArchivedFactTaken, TakeoverEvent
from conventions.domain.takeover.ordinary import ordinary
from conventions.timed.amendments import AmendmentTimed, of_amendment
from conventions.timed.committees import CommitteeTimed, of_committees
from conventions.timed.ending import EndingTimed, of_ending
from conventions.timed.obligations import ObligationTimed, of_obligation
from conventions.timed.text import TextTimed, of_text
from conventions.timed.timing import TimingSets, Told, duration, of_time

TimedEvent = (
    TextTimed
    | AmendmentTimed
    | CommitteeTimed
    | ObligationTimed
    | TimingSets
    | EndingTimed
    | TakeoverEvent
)


def derive(recorded: Recorded[TimedEvent]) -> Sequence[Change]:
    """All that an event sets and cancels; a fact of the archive does what it stands for."""
    event = recorded.event
    now = recorded.recorded_at
    if isinstance(event, TakeoverEvent):
        stands_for = ordinary(event)
        changes = [_derived(each.event, Told(now, each.on)) for each in stands_for]
        if isinstance(event, ArchivedFactTaken):
            changes.append(duration(event.ends_on, Told(now, recorded.effective_date)))
        return [change for each in changes for change in each]
    return _derived(event, Told(now, recorded.effective_date))


def _derived(event: object, told: Told) -> Sequence[Change]:
    """Ends come first, because they cancel the rest."""
    changes = list[Change]()
    if isinstance(event, TextTimed):
        changes += of_text(event, told)
    if isinstance(event, EndingTimed):
        changes += of_ending(event, told)
    if isinstance(event, AmendmentTimed):
        changes += of_amendment(event, told)
    if isinstance(event, CommitteeTimed):
        changes += of_committees(event, told)
    if isinstance(event, ObligationTimed):
        changes += of_obligation(event, told)
    if isinstance(event, TimingSets):
        changes += of_time(event, told)
    return changes


DEADLINES: Final = Deadlines(
    catalogue=CATALOGUE.only(TimedEvent), derive=derive, give=give, revision=4
)
