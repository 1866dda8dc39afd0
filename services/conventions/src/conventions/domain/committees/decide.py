"""Decisions on committees: written while the text is open, convened and minuted in force."""

from datetime import date, timedelta

from conventions.domain.committees import commands as c
from conventions.domain.committees import decided, rules
from conventions.domain.committees import events as e
from conventions.domain.core import limits
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.committee import Committee, Meeting, MeetingMinutes, MeetingState
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.months import months_after
from conventions.domain.core.rules import ensure_named_once, ensure_reason, ensure_written
from conventions.domain.core.seats import committee_of, seats
from conventions.domain.core.vocabulary import Part

_OPEN = (MeetingState.CONVENED, MeetingState.CONTESTED)


def write_committee(convention: Convention, command: c.WriteCommittee) -> Events:
    """Writing a committee as it already reads changes nothing."""
    written = command.committee
    rules.ensure_sound(convention.terms, written)
    before = convention.terms.committees.get(written.committee)
    if before == written:
        return []
    if before is None:
        rules.ensure_room(convention)
    convention_id = convention.convention_id
    return [e.CommitteeWritten(convention_id=convention_id, committee=written, replaced=before)]


def remove_committee(convention: Convention, command: c.RemoveCommittee) -> Events:
    committee = committee_of(convention.terms, command.committee)
    return [e.CommitteeRemoved(convention_id=convention.convention_id, committee=committee)]


def convene(convention: Convention, command: c.ConveneCommittee) -> Events:
    committee = committee_of(convention.terms, command.committee)
    rules.ensure_convenes(convention, command.caller, committee)
    ensure_written(committee.committee, place=command.place, agenda=command.agenda)
    limits.ensure_room(Part.MEETINGS, convention.committees.meetings)
    _ensure_notice(committee, command.meets_on, command)
    return [
        e.MeetingConvened(
            convention_id=convention.convention_id,
            committee=committee.committee,
            meeting=len(convention.committees.meetings) + 1,
            meets_on=command.meets_on,
            place=command.place,
            agenda=command.agenda,
            members=seats(convention.terms, committee),
        )
    ]


def _ensure_notice(
    committee: Committee, meets_on: date, command: ConventionCommand, after: date | None = None
) -> None:
    """From the day it is recorded: no earlier than `after`, where it is put off."""
    earliest = command.recorded_on + timedelta(days=committee.notice_days)
    earliest = max(earliest, after or earliest)
    if meets_on < earliest:
        raise rules.MeetingTooSoon(
            committee=committee.committee,
            meets_on=str(meets_on),
            earliest=str(earliest),
            notice_days=committee.notice_days,
        )


def postpone(convention: Convention, command: c.PostponeMeeting) -> Events:
    """To the day for which it is convened already: nothing changes."""
    meeting = rules.meeting_of(convention, command.meeting, MeetingState.CONVENED)
    committee = committee_of(convention.terms, meeting.committee)
    rules.ensure_convenes(convention, command.caller, committee)
    ensure_reason(command.reason)
    if command.meets_on == meeting.meets_on:
        return []
    _ensure_notice(committee, command.meets_on, command, after=meeting.meets_on)
    return [
        e.MeetingPostponed(
            convention_id=convention.convention_id,
            committee=meeting.committee,
            meeting=meeting.meeting,
            meets_on=command.meets_on,
            reason=command.reason,
            members=seats(convention.terms, committee),
        )
    ]


def cancel(convention: Convention, command: c.CancelMeeting) -> Events:
    meeting = rules.meeting_of(convention, command.meeting, MeetingState.CONVENED)
    committee = committee_of(convention.terms, meeting.committee)
    rules.ensure_convenes(convention, command.caller, committee)
    ensure_reason(command.reason)
    return [
        e.MeetingCancelled(
            convention_id=convention.convention_id,
            committee=meeting.committee,
            meeting=meeting.meeting,
            meets_on=meeting.meets_on,
            reason=command.reason,
            members=seats(convention.terms, committee),
        )
    ]


def record(convention: Convention, command: c.RecordMinutes) -> Events:
    """Who was there, and what was decided; without a quorum, nothing."""
    meeting = rules.meeting_of(convention, command.meeting, *_OPEN)
    committee = committee_of(convention.terms, meeting.committee)
    rules.ensure_records(convention, command.caller, committee)
    if command.on < meeting.meets_on:
        raise rules.MeetingAhead(meeting=meeting.meeting, meets_on=str(meeting.meets_on))
    ensure_written(committee.committee, act=command.act)
    there = [each.organisation_id for each in command.present]
    ensure_named_once("present", map(str, there))
    rules.ensure_members(convention, committee, there)
    sitting = len(seats(convention.terms, committee))
    quorate = bool(there) and len(there) * 100 >= committee.quorum_percent * sitting
    if not quorate and (command.decisions or command.drops):
        raise rules.QuorumNotReached(
            committee=committee.committee,
            present=len(there),
            seats=sitting,
            quorum_percent=committee.quorum_percent,
        )
    decided.ensure_decidable(convention, meeting, command.decisions)
    decided.ensure_droppable(convention, meeting, command.drops)
    return [
        e.MinutesRecorded(
            convention_id=convention.convention_id,
            committee=committee.committee,
            meeting=meeting.meeting,
            held_on=meeting.meets_on,
            act=command.act,
            present=command.present,
            seats=sitting,
            quorate=quorate,
            decisions=command.decisions,
            drops=command.drops,
        )
    ]


def confirm(convention: Convention, command: c.ConfirmMinutes) -> Events:
    """From here on they count: the decisions wait, and what they gave up does no more."""
    meeting = rules.meeting_of(convention, command.meeting, MeetingState.RECORDED)
    committee = committee_of(convention.terms, meeting.committee)
    rules.ensure_sits(convention, command.caller, committee)
    rules.ensure_another(convention, command.caller, meeting)
    minutes = _minutes(meeting)
    known = convention.committees.decisions
    return [
        e.MinutesConfirmed(
            convention_id=convention.convention_id,
            committee=committee.committee,
            meeting=meeting.meeting,
            held_on=meeting.meets_on,
            decisions=minutes.decisions,
            meets_again_by=_meets_again_by(convention, committee, meeting),
        ),
        *(
            e.DecisionDropped(
                convention_id=convention.convention_id,
                committee=committee.committee,
                decision=name,
                meeting=meeting.meeting,
            )
            for name in minutes.drops
            if known[name].waits
        ),
    ]


def _minutes(meeting: Meeting) -> MeetingMinutes:
    if meeting.minutes is None:
        raise ValueError("a meeting whose minutes are recorded has minutes")
    return meeting.minutes


def _meets_again_by(convention: Convention, committee: Committee, meeting: Meeting) -> date | None:
    """Counted from its newest meeting, whichever is confirmed first."""
    if not _minutes(meeting).quorate:
        return None
    newest = convention.committees.met.get(committee.committee, meeting.meets_on)
    return months_after(max(newest, meeting.meets_on), committee.every_months)


def contest(convention: Convention, command: c.ContestMinutes) -> Events:
    meeting = rules.meeting_of(convention, command.meeting, MeetingState.RECORDED)
    rules.ensure_sits(convention, command.caller, committee_of(convention.terms, meeting.committee))
    ensure_reason(command.reason)
    return [
        e.MinutesContested(
            convention_id=convention.convention_id,
            committee=meeting.committee,
            meeting=meeting.meeting,
            reason=command.reason,
        )
    ]
