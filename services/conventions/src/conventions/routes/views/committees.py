"""Committees over HTTP, with their meetings and what they decided."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.events import Open
from mithaq.http import View
from pydantic import Field

from conventions.domain.core.committee import (
    Committee,
    CommitteeKind,
    Decision,
    DecisionKind,
    MeetingState,
)
from conventions.domain.core.convention import Convention


class CommitteeView(View):
    committee: str
    kind: Open[CommitteeKind]
    subject_fr: str
    subject_ar: str | None
    members: list[UUID]
    chair: UUID
    every_months: int
    notice_days: int
    quorum_percent: int
    met_on: Annotated[date | None, Field(description="Its last meeting that had a quorum.")]
    times: Annotated[int, Field(description="How often it met; 0: never.")]
    overdue_since: Annotated[date | None, Field(description="The day until which it should have.")]

    @classmethod
    def of(cls, convention: Convention, committee: Committee) -> "CommitteeView":
        known, name = convention.committees, committee.committee
        return cls(
            committee=name,
            kind=committee.kind,
            subject_fr=committee.subject_fr,
            subject_ar=committee.subject_ar,
            members=list(committee.members),
            chair=committee.chair,
            every_months=committee.every_months,
            notice_days=committee.notice_days,
            quorum_percent=committee.quorum_percent,
            met_on=known.met.get(name),
            times=known.times.get(name, 0),
            overdue_since=known.overdue.get(name),
        )


class AttendanceView(View):
    organisation_id: UUID
    capacity: str


class ResolutionView(View):
    decision: str
    text_fr: str
    text_ar: str | None
    kind: Open[DecisionKind]
    carried_out_by: UUID
    due_by: date | None
    tranche: str | None


class MinutesView(View):
    act: str
    present: list[AttendanceView]
    quorate: bool
    decisions: list[ResolutionView]
    drops: list[str]


class MeetingView(View):
    meeting: int
    committee: str
    meets_on: date
    state: MeetingState
    minutes: MinutesView | None


class DecisionView(View):
    decision: str
    committee: str
    meeting: int
    held_on: date
    resolution: ResolutionView
    carried_out_on: date | None
    dropped_on: date | None
    overdue: bool

    @classmethod
    def of(cls, decision: Decision) -> "DecisionView":
        return cls(
            decision=decision.resolution.decision,
            committee=decision.committee,
            meeting=decision.meeting,
            held_on=decision.held_on,
            resolution=ResolutionView.model_validate(decision.resolution),
            carried_out_on=decision.carried_out_on,
            dropped_on=decision.dropped_on,
            overdue=decision.overdue,
        )
