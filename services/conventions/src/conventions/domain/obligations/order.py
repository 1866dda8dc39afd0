"""The order in time of obligations: written like the rest of the text, then move by move."""

from collections.abc import Iterable
from datetime import date

from conventions.domain.core.chronology import TEXT, Fact, Keys, latest, order, whole
from conventions.domain.core.convention import Convention
from conventions.domain.obligations import events as e
from conventions.domain.obligations.commands import OccurrenceCommand


def _written(event: e.ObligationWritten | e.ObligationRemoved) -> Keys:
    return ((Fact.OBLIGATION, event.obligation.obligation),)


def _told(event: e.ObligationWritten | e.ObligationRemoved) -> Keys:
    return (*_written(event), *whole(Fact.EDITED))


def _parties(event: e.ObligationWritten) -> Iterable[tuple[Fact, str]]:
    bound = (event.obligation.owner, event.obligation.beneficiary)
    return ((Fact.PARTY, str(each)) for each in bound if each is not None)


def _rests_on(event: e.ObligationWritten | e.ObligationRemoved) -> Keys:
    parties = _parties(event) if isinstance(event, e.ObligationWritten) else ()
    return (*whole(*TEXT), *_written(event), *parties)


def _part(obligation: str, occurrence: int) -> tuple[Fact, str]:
    return Fact.OCCURRENCE, f"{obligation}/{occurrence}"


def _moved(event: e.OccurrenceEvent) -> Keys:
    return (_part(event.obligation, event.occurrence), (Fact.OCCURRENCE, None))


def _after(event: e.OccurrenceEvent) -> Keys:
    return ((Fact.IN_FORCE, None), _part(event.obligation, event.occurrence))


def noted_on(convention: Convention, command: OccurrenceCommand) -> date:
    """The day after its last one, or that of what was still recorded before this was."""
    keys = ((Fact.IN_FORCE, None), _part(command.obligation, command.occurrence))
    known = latest(convention.days, keys)
    return max(command.on, known[1]) if known else command.on


ORDER = (
    order(e.ObligationWritten, tells=_told, rests_on=_rests_on),
    order(e.ObligationRemoved, tells=_told, rests_on=_rests_on),
    order(e.ObligationsScheduled, tells=[Fact.OBLIGATION], rests_on=[Fact.IN_FORCE]),
    order(e.EvidenceSubmitted, tells=_moved, rests_on=_after),
    order(e.EvidenceWithdrawn, tells=_moved, rests_on=_after),
    order(e.EvidenceCertified, tells=_moved, rests_on=_after),
    order(e.EvidenceReturned, tells=_moved, rests_on=_after),
    order(e.ObligationDueSoon, rests_on=_after),
    order(e.ObligationMissed, tells=_moved, rests_on=_after),
    order(e.WaiverAsked, tells=_moved, rests_on=_after),
    order(e.ObligationWaived, tells=_moved, rests_on=_after),
)
