"""Who answers for a payment order beside who gave it."""

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Dated, NameInPath, Reason
from pydantic import ConfigDict

from conventions.domain.payment_orders import commands as c
from conventions.routes.dependencies import Nth, OfConvention

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/tranches/{tranche}/orders/{order}",
    tags=["payment orders"],
    responses=PROBLEMS,
)


class RefusedBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"reason": "Le décompte n'est pas signé."}}
    )

    reason: Reason


@router.post("/approvals")
async def approve_payment(
    tranche: NameInPath, order: Nth, body: Dated, sender: OfConvention
) -> Answer:
    """Answer for an order, as one person more; once enough do, it may be paid."""
    command = c.ApprovePayment(header=sender.header(body), tranche=tranche, order=order)
    return await sender.send(command)


@router.post("/refusals")
async def refuse_payment_approval(
    tranche: NameInPath, order: Nth, body: RefusedBody, sender: OfConvention
) -> Answer:
    """Refuse an order: it is taken back, and another one is given."""
    command = c.RefusePaymentApproval(
        header=sender.header(body), tranche=tranche, order=order, reason=body.reason
    )
    return await sender.send(command)
