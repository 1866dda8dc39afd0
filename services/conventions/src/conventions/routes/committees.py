"""Committees: written in the text; once it is in force convened, minuted, and followed."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from mithaq.http import (
    PROBLEMS,
    Answer,
    Count,
    Dated,
    Day,
    Line,
    NameInPath,
    Prose,
    WholeInText,
)
from pydantic import ConfigDict, Field

from conventions.carriers import carrier_at
from conventions.domain.committees import commands as c
from conventions.domain.core.committee import Committee, CommitteeKind
from conventions.routes.committees_bodies import CarriedOutBody, MinutesBody
from conventions.routes.dependencies import InQuery, OfConvention, Reasoned

router = APIRouter(
    prefix="/v1/conventions/{convention_id}", tags=["committees"], responses=PROBLEMS
)
_BODY = "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"
_Number = Annotated[WholeInText, Path(ge=1, le=1_000_000)]


class CommitteeBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "kind": "steering",
                "subject_fr": "Suivi de la convention et libération des tranches",
                "members": [_BODY],
                "chair": _BODY,
                "every_months": 6,
                "notice_days": 10,
                "quorum_percent": 50,
            }
        }
    )

    kind: CommitteeKind
    subject_fr: Line
    subject_ar: Line | None = None
    members: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=200)]
    chair: Annotated[UUID, Field(description="One of the members.")]
    every_months: Annotated[
        Count, Field(le=120, description="The longest time between two meetings.")
    ]
    notice_days: Annotated[Count, Field(le=365, description="From convening to meeting.")] = 0
    quorum_percent: Annotated[
        Count, Field(ge=1, le=100, description="Of the members, present, for it to decide.")
    ]

    def committee_named(self, committee: str) -> Committee:
        return Committee(
            committee=committee,
            kind=self.kind,
            subject_fr=self.subject_fr,
            subject_ar=self.subject_ar,
            members=self.members,
            chair=self.chair,
            every_months=self.every_months,
            notice_days=self.notice_days,
            quorum_percent=self.quorum_percent,
        )


class ConvocationBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "meets_on": "2027-03-31",
                "place": "Siège de la région",
                "agenda": "Libération de la deuxième tranche",
            }
        }
    )

    meets_on: Day
    place: Line
    agenda: Prose


class PostponedBody(Reasoned):
    model_config = ConfigDict(
        json_schema_extra={"example": {"meets_on": "2027-04-14", "reason": "Salle indisponible"}}
    )

    meets_on: Day


@router.put("/committees/{committee}")
async def write_committee(
    committee: NameInPath, body: CommitteeBody, sender: OfConvention
) -> Answer:
    """Write a committee of the text, or write it anew."""
    command = c.WriteCommittee(
        header=sender.header(body), committee=body.committee_named(committee)
    )
    return await sender.send(command)


@router.delete("/committees/{committee}")
async def remove_committee(committee: NameInPath, sender: OfConvention, dated: InQuery) -> Answer:
    """Take a committee out of the text while it is open."""
    return await sender.send(c.RemoveCommittee(header=sender.header(dated), committee=committee))


@router.post("/committees/{committee}/meetings")
async def convene_committee(
    committee: NameInPath, body: ConvocationBody, sender: OfConvention
) -> Answer:
    """Convene it, for who chairs it: its meetings are numbered over the convention."""
    command = c.ConveneCommittee(
        header=sender.header(body),
        committee=committee,
        meets_on=body.meets_on,
        place=body.place,
        agenda=body.agenda,
    )
    return await sender.send(command)


@router.post("/meetings/{meeting}/postponement")
async def postpone_meeting(meeting: _Number, body: PostponedBody, sender: OfConvention) -> Answer:
    """Put it off to a later day, with the same notice."""
    command = c.PostponeMeeting(
        header=sender.header(body), meeting=meeting, meets_on=body.meets_on, reason=body.reason
    )
    return await sender.send(command)


@router.post("/meetings/{meeting}/cancellation")
async def cancel_meeting(meeting: _Number, body: Reasoned, sender: OfConvention) -> Answer:
    """Say that it is not held."""
    return await sender.send(
        c.CancelMeeting(header=sender.header(body), meeting=meeting, reason=body.reason)
    )


@router.post("/meetings/{meeting}/minutes")
async def record_minutes(meeting: _Number, body: MinutesBody, sender: OfConvention) -> Answer:
    """Record which members were present and what was decided; it counts once it is confirmed."""
    command = c.RecordMinutes(
        header=sender.header(body),
        meeting=meeting,
        act=body.act,
        present=tuple(each.attendance() for each in body.present),
        decisions=tuple(each.resolution() for each in body.decisions),
        drops=body.drops,
    )
    return await sender.send(command)


@router.post("/meetings/{meeting}/minutes/confirmation")
async def confirm_minutes(meeting: _Number, body: Dated, sender: OfConvention) -> Answer:
    """Say, for another member than recorded them, that they are right."""
    return await sender.send(c.ConfirmMinutes(header=sender.header(body), meeting=meeting))


@router.post("/meetings/{meeting}/minutes/contestation")
async def contest_minutes(meeting: _Number, body: Reasoned, sender: OfConvention) -> Answer:
    """Say what is wrong with them: they are to be recorded anew."""
    return await sender.send(
        c.ContestMinutes(header=sender.header(body), meeting=meeting, reason=body.reason)
    )


@router.post("/decisions/{decision}/execution")
async def carry_out_decision(
    decision: NameInPath, body: CarriedOutBody, sender: OfConvention
) -> Answer:
    """Say by which event of the convention it was carried out, or by which act outside of it."""

    async def prepare() -> c.CarryOutDecision:
        found = None
        if body.version is not None:
            found = await carrier_at(sender.conventions, sender.convention_id, body.version)
        return c.CarryOutDecision(
            header=sender.header(body),
            decision=decision,
            version=body.version,
            act=body.act,
            carrier=found,
        )

    return await sender.send_prepared(prepare)
