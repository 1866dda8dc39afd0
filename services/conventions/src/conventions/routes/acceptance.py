"""The acceptance of works: provisional, with reservations that are lifted, then final."""

from typing import Annotated

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Body, Count, Dated, Line, Name, NameInPath, Prose
from pydantic import ConfigDict, Field

from conventions.domain.acceptance import commands as c
from conventions.domain.core.acceptance import Reservation
from conventions.routes.dependencies import OfConvention

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/actions/{action}",
    tags=["acceptance"],
    responses=PROBLEMS,
)


class ReservationBody(Body):
    reservation: Annotated[Name, Field(description="Its short name, to lift it by.")]
    remark: Prose


class ActBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"act": "PV de réception n° 8/2029"}})

    act: Annotated[Line, Field(description="The paper that says so.")]


class ProvisionalBody(ActBody):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "act": "PV de réception provisoire n° 8/2028",
                "guarantee_days": 365,
                "reservations": [{"reservation": "joints", "remark": "Reprendre les joints."}],
            }
        }
    )

    guarantee_days: Annotated[Count, Field(description="Of guarantee, from that day on.")]
    reservations: Annotated[list[ReservationBody], Field(default_factory=list, max_length=200)]


@router.post("/acceptances/provisional")
async def accept_provisionally(
    action: NameInPath, body: ProvisionalBody, sender: OfConvention
) -> Answer:
    """Take over the works of an action, with what still has to be put right."""
    command = c.AcceptProvisionally(
        header=sender.header(body),
        action=action,
        act=body.act,
        guarantee_days=body.guarantee_days,
        reservations=tuple(
            Reservation(reservation=each.reservation, remark=each.remark)
            for each in body.reservations
        ),
    )
    return await sender.send(command)


@router.post("/reservations/{reservation}/lifting")
async def lift_reservation(
    action: NameInPath, reservation: NameInPath, body: ActBody, sender: OfConvention
) -> Answer:
    """Say that what was reserved is put right."""
    command = c.LiftReservation(
        header=sender.header(body), action=action, reservation=reservation, act=body.act
    )
    return await sender.send(command)


@router.post("/acceptances/final")
async def accept_finally(action: NameInPath, body: ActBody, sender: OfConvention) -> Answer:
    """Accept the works for good, once nothing is reserved and the guarantee is over."""
    command = c.AcceptFinally(header=sender.header(body), action=action, act=body.act)
    return await sender.send(command)
