"""What is promised in kind or as land: delivered, accepted, rejected."""

from typing import Annotated

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Dated, Line, MoneyBody, NameInPath, Reason
from pydantic import ConfigDict, Field

from conventions.domain.deliveries import commands as c
from conventions.routes.dependencies import Basis, CommandSender, OfConvention

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/contributions/{contribution}",
    tags=["deliveries"],
    responses=PROBLEMS,
)


class DeliveryBody(Dated):
    """Part of it is welcome, at its value; `act` is the paper it rests on."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "amount": {"amount": "400000.00", "currency": "MAD"},
                "act": "PV de remise du terrain n° 7/2026",
            }
        }
    )

    amount: Annotated[MoneyBody, Field(description="What this part is worth.")]
    act: Line
    basis: Basis = None


class RejectionBody(DeliveryBody):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "amount": {"amount": "400000.00", "currency": "MAD"},
                "act": "PV de constat n° 9/2026",
                "reason": "Le terrain n'est pas apuré.",
            }
        }
    )

    reason: Reason


async def _give(
    kind: type[c.DeliverContribution | c.AcceptDelivery],
    contribution: str,
    body: DeliveryBody,
    sender: CommandSender,
) -> Answer:
    command = kind(
        header=sender.header(body),
        contribution=contribution,
        amount=body.amount.money(),
        act=body.act,
        basis=body.basis,
    )
    return await sender.send(command)


@router.post("/deliveries")
async def deliver_contribution(
    contribution: NameInPath, body: DeliveryBody, sender: OfConvention
) -> Answer:
    """Say that part of what was promised in kind or as land was delivered."""
    return await _give(c.DeliverContribution, contribution, body, sender)


@router.post("/deliveries/acceptances")
async def accept_delivery(
    contribution: NameInPath, body: DeliveryBody, sender: OfConvention
) -> Answer:
    """Agree, for another party, that it was delivered and is worth as much."""
    return await _give(c.AcceptDelivery, contribution, body, sender)


@router.post("/deliveries/rejections")
async def reject_delivery(
    contribution: NameInPath, body: RejectionBody, sender: OfConvention
) -> Answer:
    """Say, for another party, that it was not delivered, or is not what was promised."""
    command = c.RejectDelivery(
        header=sender.header(body),
        contribution=contribution,
        amount=body.amount.money(),
        act=body.act,
        basis=body.basis,
        reason=body.reason,
    )
    return await sender.send(command)
