"""What the events of committees change."""

from typing import assert_never
from uuid import UUID

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.states import changed, put, without

from conventions.domain.committees import events as e
from conventions.domain.core.committee import (
    Committees,
    Decision,
    Meeting,
    MeetingMinutes,
    MeetingState,
)
from conventions.domain.core.convention import Convention

TextEvent = e.CommitteeWritten | e.CommitteeRemoved
MeetingEvent = (
    e.MeetingConvened
    | e.MeetingPostponed
    | e.MeetingCancelled
    | e.MinutesRecorded
    | e.MinutesContested
)


def evolve(convention: Convention, event: e.CommitteesEvent, provenance: Provenance) -> Convention:
    terms, committees = convention.terms, convention.committees
    match event:
        case e.CommitteeWritten(committee=committee):
            written = put(terms.committees, committee.committee, committee)
            return changed(convention, terms=changed(terms, committees=written))
        case e.CommitteeRemoved(committee=committee):
            written = without(terms.committees, committee.committee)
            return changed(convention, terms=changed(terms, committees=written))
        case event if isinstance(event, MeetingEvent):
            moved = _moved(convention, event, provenance)
            meetings = put(committees.meetings, event.meeting, moved)
            return changed(convention, committees=changed(committees, meetings=meetings))
        case e.MinutesConfirmed():
            return changed(convention, committees=_confirmed(committees, event))
        case _:
            return changed(convention, committees=_followed(committees, event, provenance))


def _moved(convention: Convention, event: MeetingEvent, provenance: Provenance) -> Meeting:
    if isinstance(event, e.MeetingConvened):
        return Meeting(meeting=event.meeting, committee=event.committee, meets_on=event.meets_on)
    known = convention.committees.meetings[event.meeting]
    match event:
        case e.MeetingPostponed(meets_on=day):
            return changed(known, meets_on=day)
        case e.MeetingCancelled():
            return changed(known, state=MeetingState.CANCELLED)
        case e.MinutesContested():
            return changed(known, state=MeetingState.CONTESTED)
        case e.MinutesRecorded():
            minutes = _minutes(convention, event, provenance)
            return changed(known, state=MeetingState.RECORDED, minutes=minutes)
        case _:
            assert_never(event)


def _minutes(
    convention: Convention, event: e.MinutesRecorded, provenance: Provenance
) -> MeetingMinutes:
    author = provenance.by
    return MeetingMinutes(
        act=event.act,
        present=event.present,
        quorate=event.quorate,
        decisions=event.decisions,
        drops=event.drops,
        recorded_by=person(author.id),
        recorded_for=UUID(author.organisation) if author.organisation else None,
        version=convention.version + 1,
    )


def _confirmed(committees: Committees, event: e.MinutesConfirmed) -> Committees:
    known, name = committees.meetings[event.meeting], event.committee
    version = known.minutes.version if known.minutes else 0
    decisions = committees.decisions
    for each in event.decisions:
        decision = Decision(
            committee=name,
            meeting=event.meeting,
            held_on=event.held_on,
            version=version,
            resolution=each,
        )
        decisions = put(decisions, each.decision, decision)
    confirmed = changed(known, state=MeetingState.CONFIRMED)
    committees = changed(
        committees, decisions=decisions, meetings=put(committees.meetings, event.meeting, confirmed)
    )
    if event.meets_again_by is None:
        return committees
    last = committees.met.get(name, event.held_on)
    return changed(
        committees,
        met=put(committees.met, name, max(last, event.held_on)),
        times=put(committees.times, name, committees.times.get(name, 0) + 1),
        overdue=without(committees.overdue, name),
    )


def _followed(
    committees: Committees,
    event: e.DecisionCarriedOut | e.DecisionDropped | e.CommitteeOverdue | e.DecisionOverdue,
    provenance: Provenance,
) -> Committees:
    if isinstance(event, e.CommitteeOverdue):
        return changed(committees, overdue=put(committees.overdue, event.committee, event.due_by))
    known = committees.decisions[event.decision]
    match event:
        case e.DecisionCarriedOut(carried_out_on=day):
            known = changed(known, carried_out_on=day)
        case e.DecisionDropped():
            known = changed(known, dropped_on=provenance.effective_date)
        case e.DecisionOverdue():
            known = changed(known, overdue=True)
        case _:
            assert_never(event)
    return changed(committees, decisions=put(committees.decisions, event.decision, known))
