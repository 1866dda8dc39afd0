"""Transitions of committees: the convention's state stays as it is."""

from conventions.domain.committees import carrying, decide, decided, rules
from conventions.domain.committees import commands as c
from conventions.domain.core import rules as core
from conventions.domain.core.commands import OPEN_TEXT, RUNNING, Rule, row
from conventions.domain.core.committee import MeetingState
from conventions.domain.core.editing import ensure_no_open_round
from conventions.domain.core.limits import PartsTooMany
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.policy import EDITORS, MANAGERS, Capacity
from conventions.domain.core.seats import CommitteeUnknown
from conventions.domain.core.vocabulary import State
from conventions.domain.frames.rules import CommitteeMalformed
from conventions.domain.tranches.rules import TrancheIsCancelled, TrancheUnknown

_STILL = (ensure_no_open_round,)
_CONVENERS = (*MANAGERS, Capacity.PARTY)
# A meeting that was held is minuted, and what it decided carried out, though the end came since.
_AFTERWARDS = RUNNING | {State.COMPLETED, State.TERMINATED}
_CONVENED = rules.ensure_some_meeting(MeetingState.CONVENED, step="meeting")
_UNMINUTED = rules.ensure_some_meeting(
    MeetingState.CONVENED, MeetingState.CONTESTED, step="meeting"
)
_UNCONFIRMED = rules.ensure_some_meeting(MeetingState.RECORDED, step="minutes")
_MEETING: tuple[Rule, ...] = (rules.MeetingUnknown, rules.MeetingClosed)

COMMITTEES = (
    row(
        c.WriteCommittee,
        decide.write_committee,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(
            core.TextBlank,
            core.NameDuplicated,
            PartyUnknown,
            CommitteeMalformed,
            PartsTooMany,
        ),
    ),
    row(
        c.RemoveCommittee,
        decide.remove_committee,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(CommitteeUnknown,),
    ),
    row(
        c.ConveneCommittee,
        decide.convene,
        RUNNING,
        _CONVENERS,
        ready=(rules.ensure_some_committee,),
        rules=(
            CommitteeUnknown,
            rules.NotTheConvener,
            rules.MeetingTooSoon,
            core.TextBlank,
            PartsTooMany,
        ),
    ),
    row(
        c.PostponeMeeting,
        decide.postpone,
        RUNNING,
        _CONVENERS,
        ready=(_CONVENED,),
        rules=(*_MEETING, rules.NotTheConvener, rules.MeetingTooSoon, core.ReasonMissing),
    ),
    row(
        c.CancelMeeting,
        decide.cancel,
        _AFTERWARDS,
        _CONVENERS,
        ready=(_CONVENED,),
        rules=(*_MEETING, rules.NotTheConvener, core.ReasonMissing),
    ),
    row(
        c.RecordMinutes,
        decide.record,
        _AFTERWARDS,
        _CONVENERS,
        ready=(_UNMINUTED,),
        rules=(
            *_MEETING,
            rules.NotAMember,
            rules.MeetingAhead,
            rules.QuorumNotReached,
            core.TextBlank,
            core.NameDuplicated,
            PartyUnknown,
            TrancheUnknown,
            TrancheIsCancelled,
            *decided.DECIDING_RULES,
        ),
    ),
    row(
        c.ConfirmMinutes,
        decide.confirm,
        _AFTERWARDS,
        (Capacity.PARTY,),
        ready=(_UNCONFIRMED,),
        rules=(*_MEETING, rules.NotAMember, rules.OwnMinutes),
    ),
    row(
        c.ContestMinutes,
        decide.contest,
        _AFTERWARDS,
        (Capacity.PARTY,),
        ready=(_UNCONFIRMED,),
        rules=(*_MEETING, rules.NotAMember, core.ReasonMissing),
    ),
    row(
        c.CarryOutDecision,
        carrying.carry_out,
        _AFTERWARDS,
        _CONVENERS,
        ready=(decided.ensure_some_waits,),
        rules=decided.CARRYING_RULES,
    ),
    row(
        c.NoteCommitteeOverdue,
        carrying.note_committee_overdue,
        RUNNING,
        (Capacity.SYSTEM,),
        while_inactive=True,
    ),
    row(
        c.NoteDecisionOverdue,
        carrying.note_decision_overdue,
        RUNNING,
        (Capacity.SYSTEM,),
        while_inactive=True,
    ),
)
