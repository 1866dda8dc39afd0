"""Shares: promised, withdrawn, split by action and year."""

from typing import Annotated

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Dated, Line, NameInPath, Once
from pydantic import ConfigDict, Field

from conventions.domain.core.limits import LIMITS
from conventions.domain.core.vocabulary import Part
from conventions.domain.shares import commands as c
from conventions.routes.dependencies import InQuery, OfConvention
from conventions.routes.plan_bodies import NamedContribution, ShareBody

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/shares/{share}", tags=["shares"], responses=PROBLEMS
)


class SplitBody(Dated):
    """The contributions that the share becomes; what they leave of it stays a share."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "contributions": [
                    {
                        "contribution": "region-2026",
                        "organisation_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                        "action": "confortement",
                        "year": 2026,
                        "kind": "cash",
                        "amount": {"amount": "10000000.00", "currency": "MAD"},
                    }
                ],
                "act": "PV du comité de pilotage n° 3",
            }
        }
    )

    contributions: Annotated[
        tuple[NamedContribution, ...],
        Once("contribution"),
        Field(min_length=1, max_length=LIMITS[Part.CONTRIBUTIONS]),
    ]
    act: Annotated[
        Line | None,
        Field(description="The minutes that decided so; absent where the party itself splits."),
    ] = None


@router.put("")
async def promise_share(share: NameInPath, body: ShareBody, sender: OfConvention) -> Answer:
    """Promise an amount whose action or year is not known yet, or promise it anew."""
    promised = body.share_named(share)
    return await sender.send(c.PromiseShare(header=sender.header(body), share=promised))


@router.delete("")
async def withdraw_share(share: NameInPath, sender: OfConvention, dated: InQuery) -> Answer:
    """Take a share back while the text is open."""
    return await sender.send(c.WithdrawShare(header=sender.header(dated), share=share))


@router.post("/split")
async def split_share(share: NameInPath, body: SplitBody, sender: OfConvention) -> Answer:
    """Split a share, or a part of it, into contributions by action and year."""
    command = c.SplitShare(
        header=sender.header(body),
        share=share,
        contributions=tuple(x.contribution_named(x.contribution) for x in body.contributions),
        act=body.act,
    )
    return await sender.send(command)
