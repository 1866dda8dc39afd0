"""The order in time of committees: written like the text, then meeting by meeting."""

from conventions.domain.committees import events as e
from conventions.domain.core.chronology import TEXT, Fact, Keys, order, whole

_Text = e.CommitteeWritten | e.CommitteeRemoved
_Meeting = (
    e.MeetingConvened
    | e.MeetingPostponed
    | e.MeetingCancelled
    | e.MinutesRecorded
    | e.MinutesConfirmed
    | e.MinutesContested
)


def _written(event: _Text) -> Keys:
    return ((Fact.COMMITTEE, event.committee.committee),)


def _told(event: _Text) -> Keys:
    return (*_written(event), *whole(Fact.EDITED))


def _rests_on(event: _Text) -> Keys:
    return (*whole(*TEXT), *_written(event))


def _meeting(event: _Meeting) -> Keys:
    return ((Fact.MEETING, event.meeting),)


def _confirmed(event: e.MinutesConfirmed) -> Keys:
    decisions = ((Fact.DECISION, each.decision) for each in event.decisions)
    return (*_meeting(event), *decisions)


def _decision(event: e.DecisionCarriedOut | e.DecisionDropped) -> Keys:
    return ((Fact.DECISION, event.decision),)


ORDER = (
    order(e.CommitteeWritten, tells=_told, rests_on=_rests_on),
    order(e.CommitteeRemoved, tells=_told, rests_on=_rests_on),
    order(e.MeetingConvened, tells=_meeting, rests_on=[Fact.IN_FORCE]),
    order(e.MeetingPostponed, tells=_meeting, rests_on=_meeting),
    order(e.MeetingCancelled, tells=_meeting, rests_on=_meeting),
    order(e.MinutesRecorded, tells=_meeting, rests_on=_meeting),
    order(e.MinutesConfirmed, tells=_confirmed, rests_on=_meeting),
    order(e.MinutesContested, tells=_meeting, rests_on=_meeting),
    order(e.DecisionCarriedOut, tells=_decision, rests_on=_decision),
    order(e.DecisionDropped, tells=_decision, rests_on=_decision),
    order(e.CommitteeOverdue),
    order(e.DecisionOverdue),
)
