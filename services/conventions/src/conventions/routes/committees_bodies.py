"""Minutes of a committee's meeting, and what carried its decisions out, as bodies of requests."""

from typing import Annotated
from uuid import UUID

from mithaq.http import Body, Count, Dated, Day, Line, Name, Once, Prose
from pydantic import ConfigDict, Field

from conventions.domain.core.committee import Attendance, DecisionKind, Resolution

_BODY = "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"


class AttendanceBody(Body):
    """`capacity` says as what, never who it was: minutes name no person."""

    organisation_id: UUID
    capacity: Annotated[Line, Field(description="As what; a name does not belong here.")]

    def attendance(self) -> Attendance:
        return Attendance(organisation_id=self.organisation_id, capacity=self.capacity)


class ResolutionBody(Body):
    decision: Name
    text_fr: Prose
    text_ar: Prose | None = None
    kind: Annotated[DecisionKind, Field(description="By which kind of command.")]
    carried_out_by: Annotated[UUID, Field(description="The party that is to do it.")]
    due_by: Annotated[Day | None, Field(description="The last day to do it.")] = None
    tranche: Annotated[Name | None, Field(description="Which one a release is of.")] = None

    def resolution(self) -> Resolution:
        return Resolution(
            decision=self.decision,
            text_fr=self.text_fr,
            text_ar=self.text_ar,
            kind=self.kind,
            carried_out_by=self.carried_out_by,
            due_by=self.due_by,
            tranche=self.tranche,
        )


class MinutesBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "act": "PV n° 2/2027",
                "present": [{"organisation_id": _BODY, "capacity": "Président du conseil"}],
                "decisions": [
                    {
                        "decision": "D1",
                        "text_fr": "Libérer la tranche T2.",
                        "kind": "release",
                        "carried_out_by": _BODY,
                        "due_by": "2027-06-30",
                        "tranche": "T2",
                    }
                ],
            }
        }
    )

    act: Annotated[Line, Field(description="The paper of the minutes.")]
    present: Annotated[tuple[AttendanceBody, ...], Field(max_length=200)]
    decisions: Annotated[tuple[ResolutionBody, ...], Field(max_length=50)] = ()
    drops: Annotated[
        tuple[Name, ...],
        Once(),
        Field(max_length=50, description="Decisions of earlier meetings that it gave up."),
    ] = ()


class CarriedOutBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"version": 48}})

    version: Annotated[
        Count | None,
        Field(ge=1, le=1_000_000_000, description="Of the event of the convention that did it."),
    ] = None
    act: Annotated[Line | None, Field(description="The paper, where no event does it.")] = None
