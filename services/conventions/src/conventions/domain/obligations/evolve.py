"""What the events of obligations change."""

from datetime import date
from typing import assert_never
from uuid import UUID

from mithaq.events import Provenance
from mithaq.states import changed, put, put_all, without

from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, with_duty
from conventions.domain.core.obliged import kept_of
from conventions.domain.core.occurrences import Kept, Move, OccurrenceState, Owed, Waiver
from conventions.domain.core.terms import Terms
from conventions.domain.obligations import events as e


def evolve(convention: Convention, event: e.ObligationsEvent, provenance: Provenance) -> Convention:
    match event:
        case e.ObligationWritten() | e.ObligationRemoved():
            return changed(convention, terms=written(convention.terms, event))
        case e.ObligationsScheduled():
            owed = _asked_again(convention.owed, event, provenance)
            return changed(convention, terms=written(convention.terms, event), owed=owed)
        case _:
            name, number = event.obligation, event.occurrence
            moved = _moved(kept_of(convention, name, number), event, provenance)
            of_one = put(convention.owed.get(name, {}), number, moved)
            return changed(convention, owed=put(convention.owed, name, of_one))


def _asked_again(owed: Owed, event: e.ObligationsScheduled, by: Provenance) -> Owed:
    """What was shown or waived of shorter days shows nothing of the days that an amendment adds."""
    for each in event.obligations:
        name = each.obligation.obligation
        of_one = owed.get(name, {})
        again = {
            one.number: _due_again(of_one[one.number], one.due_on, by)
            for one in each.occurrences
            if one.number in each.again
        }
        if again:
            owed = put(owed, name, put_all(of_one, again))
    return owed


def _due_again(kept: Kept, due_on: date | None, by: Provenance) -> Kept:
    moves = (*kept.moves, _move(OccurrenceState.DUE, by, due_on))
    return changed(kept, moves=moves, documents=(), summary=None, reason=None, waiver=None)


def written(
    terms: Terms, event: e.ObligationWritten | e.ObligationRemoved | e.ObligationsScheduled
) -> Terms:
    """A schedule tells obligations as they bind from then on: an amendment may pass them on."""
    match event:
        case e.ObligationWritten(obligation=one):
            obligations = put(terms.obligations, one.obligation, one)
        case e.ObligationRemoved(obligation=one):
            obligations = without(terms.obligations, one.obligation)
        case e.ObligationsScheduled(obligations=scheduled):
            bound = {each.obligation.obligation: each.obligation for each in scheduled}
            obligations = put_all(terms.obligations, bound)
        case _:
            assert_never(event)
    return changed(terms, obligations=obligations)


_Moving = (
    e.EvidenceSubmitted
    | e.EvidenceWithdrawn
    | e.EvidenceCertified
    | e.EvidenceReturned
    | e.ObligationDueSoon
    | e.ObligationMissed
    | e.WaiverAsked
    | e.ObligationWaived
)


def _moved(kept: Kept, event: _Moving, by: Provenance) -> Kept:  # noqa: C901, PLR0911
    match event:
        case e.EvidenceSubmitted():
            return _submitted(kept, event, by)
        case e.EvidenceWithdrawn():
            asked = OccurrenceState.MISSED if event.missed else OccurrenceState.DUE
            return _to(kept, asked, by)
        case e.EvidenceCertified():
            return _to(_judged(kept, by), OccurrenceState.CERTIFIED, by)
        case e.EvidenceReturned():
            move = _move(OccurrenceState.RETURNED, by, event.due_again_on)
            judged = _judged(kept, by)
            return changed(judged, moves=(*kept.moves, move), reason=event.reason)
        case e.ObligationDueSoon():
            return changed(kept, warned=event.due_on)
        case e.ObligationMissed():
            return changed(_to(kept, OccurrenceState.MISSED, by), missed=event.due_on)
        case e.WaiverAsked():
            asker = by.by.organisation
            waiver = Waiver(organisation_id=UUID(asker) if asker else None, reason=event.reason)
            done_by = with_duty(kept.done_by, Duty.PREPARE, by)
            return changed(kept, waiver=waiver, done_by=done_by)
        case e.ObligationWaived():
            return _to(kept, OccurrenceState.WAIVED, by)
        case _:
            assert_never(event)


def _submitted(kept: Kept, event: e.EvidenceSubmitted, by: Provenance) -> Kept:
    told = _to(kept, OccurrenceState.SUBMITTED, by)
    return changed(
        told,
        documents=event.documents,
        summary=event.summary,
        reason=None,
        organisations=kept.organisations | {event.organisation_id},
        done_by=with_duty(kept.done_by, Duty.REPORT, by),
    )


def _judged(kept: Kept, by: Provenance) -> Kept:
    return changed(kept, done_by=with_duty(kept.done_by, Duty.ACCEPT, by))


def _to(kept: Kept, state: OccurrenceState, by: Provenance) -> Kept:
    return changed(kept, moves=(*kept.moves, _move(state, by)))


def _move(state: OccurrenceState, by: Provenance, due_on: date | None = None) -> Move:
    return Move(state=state, on=by.effective_date, due_on=due_on)
