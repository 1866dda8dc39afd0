"""Suspensive conditions: written in the text, decided once it is signed."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Dated, Day, Flag, Line, NameInPath, Reason
from pydantic import ConfigDict, Field

from conventions.domain.conditions import commands as c
from conventions.domain.core.terms import Condition
from conventions.domain.core.vocabulary import ApprovalKind
from conventions.partner_checks import active_organisation
from conventions.routes.dependencies import InQuery, OfConvention

router = APIRouter(
    prefix="/v1/conventions/{convention_id}", tags=["conditions"], responses=PROBLEMS
)

_BODY = "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"


class ConditionBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "label_fr": "Vote du conseil communal",
                "approval": "council_deliberation",
                "organisation_id": _BODY,
                "decide_by": "2027-03-31",
            }
        }
    )

    label_fr: Line
    label_ar: Line | None = None
    approval: Annotated[
        ApprovalKind | None, Field(description="Which approval it is, where it is one.")
    ] = None
    organisation_id: Annotated[
        UUID | None, Field(description="Who decides it; absent: the office records the decision.")
    ] = None
    decide_by: Annotated[Day, Field(description="The last day to decide it.")]

    def condition_named(self, condition: str) -> Condition:
        return Condition(
            condition=condition,
            label_fr=self.label_fr,
            label_ar=self.label_ar,
            approval=self.approval,
            organisation_id=self.organisation_id,
            decide_by=self.decide_by,
        )


class DecisionBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"met": True, "act": "Délibération n° 8/2027"}}
    )

    met: Flag
    act: Annotated[Line, Field(description="The paper that says so.")]
    reason: Annotated[Reason | None, Field(description="Needed where it is refused.")] = None


@router.put("/conditions/{condition}")
async def write_condition(
    condition: NameInPath, body: ConditionBody, sender: OfConvention
) -> Answer:
    """Write what is to be decided after the signature and before the force, or write it anew."""

    async def prepare() -> c.WriteCondition:
        body_id, kinds = body.organisation_id, {}
        if body_id is not None:
            kinds[body_id] = (await active_organisation(sender.conventions, body_id)).kind
        return c.WriteCondition(
            header=sender.header(body), condition=body.condition_named(condition), kinds=kinds
        )

    return await sender.send_prepared(prepare)


@router.delete("/conditions/{condition}")
async def remove_condition(condition: NameInPath, sender: OfConvention, dated: InQuery) -> Answer:
    """Take a condition out of the text while it is open."""
    return await sender.send(c.RemoveCondition(header=sender.header(dated), condition=condition))


@router.post("/conditions/{condition}/decision")
async def decide_condition(
    condition: NameInPath, body: DecisionBody, sender: OfConvention
) -> Answer:
    """Record that a condition is met, or refused: then the convention lapses."""
    command = c.DecideCondition(
        header=sender.header(body),
        condition=condition,
        met=body.met,
        act=body.act,
        reason=body.reason,
    )
    return await sender.send(command)
