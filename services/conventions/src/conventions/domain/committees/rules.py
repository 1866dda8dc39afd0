"""What a committee must be, when it meets, and what its minutes must hold to."""

from collections.abc import Iterable
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import Forbidden, RuleBroken

from conventions.domain.core import limits
from conventions.domain.core.commands import Ready
from conventions.domain.core.committee import Committee, Meeting, MeetingState
from conventions.domain.core.convention import Convention
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.policy import Capacity, capacities_of
from conventions.domain.core.rules import NothingWaits, ensure_named_once, ensure_written
from conventions.domain.core.seats import seats
from conventions.domain.core.sides import sides_of
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import Part
from conventions.domain.frames.rules import CommitteeMalformed


class MeetingUnknown(RuleBroken):
    """No meeting of this number."""

    code = "meeting-unknown"


class MeetingTooSoon(RuleBroken):
    """A meeting leaves its members the days of notice that the text gives them."""

    code = "meeting-too-soon"


class MeetingAhead(RuleBroken):
    """Minutes are recorded on the day of the meeting, or later."""

    code = "meeting-ahead"


class MeetingClosed(RuleBroken):
    """A meeting that was held is not moved, and minutes that were confirmed stay."""

    code = "meeting-closed"


class NotTheConvener(Forbidden):
    """Who chairs the committee convenes it, or the lead, or the office."""

    code = "not-the-convener"


class NotAMember(RuleBroken):
    """Who sits in the committee is present, records, confirms and contests its minutes."""

    code = "not-a-member"


class OwnMinutes(RuleBroken):
    """Minutes are confirmed by another person, of another member, than who recorded them."""

    code = "own-minutes"


class QuorumNotReached(RuleBroken):
    """A meeting without a quorum decides nothing."""

    code = "quorum-not-reached"


CONVENERS = frozenset({Capacity.OFFICE, Capacity.LEAD})


def ensure_sound(terms: Terms, committee: Committee) -> None:
    """It can be read, its members are parties, one of them chairs it, and it meets."""
    ensure_written(
        committee.committee, subject_fr=committee.subject_fr, subject_ar=committee.subject_ar
    )
    ensure_named_once("members", map(str, committee.members))
    for each in committee.members:
        if each not in terms.parties:
            raise PartyUnknown(organisation=str(each))
    if committee.every_months < 1 or committee.chair not in committee.members:
        raise CommitteeMalformed(committee=committee.committee, months=committee.every_months)


def ensure_room(convention: Convention) -> None:
    limits.ensure_room(Part.COMMITTEES, convention.terms.committees)


def ensure_some_committee(convention: Convention, _: Caller) -> None:
    """The text has a committee."""
    if not convention.terms.committees:
        raise NothingWaits(step="committee")


def ensure_convenes(convention: Convention, caller: Caller, committee: Committee) -> None:
    held = capacities_of(convention, caller)
    if held.isdisjoint(CONVENERS) and caller.organisation != committee.chair:
        chair = convention.terms.name_of(committee.chair)
        raise NotTheConvener(committee=committee.committee, chair=chair)


def ensure_members(convention: Convention, committee: Committee, who: Iterable[UUID]) -> None:
    sitting = seats(convention.terms, committee)
    for each in who:
        if each not in sitting:
            name = convention.terms.name_of(each)
            raise NotAMember(committee=committee.committee, organisation=name)


def ensure_records(convention: Convention, caller: Caller, committee: Committee) -> None:
    """A member, the lead, or the office."""
    if capacities_of(convention, caller).isdisjoint(CONVENERS) and caller.organisation:
        ensure_members(convention, committee, (caller.organisation,))


def ensure_sits(convention: Convention, caller: Caller, committee: Committee) -> None:
    if caller.organisation is not None:
        ensure_members(convention, committee, (caller.organisation,))


def ensure_another(convention: Convention, caller: Caller, meeting: Meeting) -> None:
    """By person and by party: a token of another organisation does not change sides."""
    minutes = meeting.minutes
    if minutes is None:
        return
    same_party = minutes.recorded_for in sides_of(convention, caller)
    if caller.person == minutes.recorded_by or same_party:
        raise OwnMinutes(committee=meeting.committee, meeting=meeting.meeting)


def meeting_of(convention: Convention, number: int, *states: MeetingState) -> Meeting:
    """The meeting of that number, in one of these states. Raises MeetingUnknown, MeetingClosed."""
    meeting = convention.committees.meetings.get(number)
    if meeting is None:
        raise MeetingUnknown(meeting=number)
    if meeting.state not in states:
        raise MeetingClosed(meeting=number, state=str(meeting.state))
    return meeting


def ensure_some_meeting(*states: MeetingState, step: str) -> Ready:
    """A meeting is in one of these states."""

    def ensure(convention: Convention, _: Caller) -> None:
        if not any(each.state in states for each in convention.committees.meetings.values()):
            raise NothingWaits(step=step)

    return ensure
