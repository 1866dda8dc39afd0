"""Signatures and entry into force."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Dated
from pydantic import ConfigDict, Field

from conventions.domain.core.signing_round import Mandate, Signing
from conventions.domain.core.vocabulary import SignatureLevel
from conventions.domain.signatures import commands as c
from conventions.partner_checks import mandate_in_use, representative_of
from conventions.routes.dependencies import OfConvention, Reasoned

router = APIRouter(
    prefix="/v1/conventions/{convention_id}", tags=["signatures"], responses=PROBLEMS
)


class SignatureBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "mandate_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                "text_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "level": "advanced",
            }
        }
    )

    mandate_id: UUID
    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    level: SignatureLevel

    def signing(self, mandate: Mandate) -> Signing:
        return Signing(mandate=mandate, level=self.level, text_sha256=self.text_sha256)


class ForceBody(Dated):
    in_force_on: date | None = None


@router.post("/signatures")
async def sign_convention(body: SignatureBody, sender: OfConvention) -> Answer:
    """Sign the frozen text, under one's own mandate, in one's turn."""

    async def prepare() -> c.SignConvention:
        mandate = await mandate_in_use(sender.conventions, body.mandate_id)
        return c.SignConvention(header=sender.header(body), signing=body.signing(mandate))

    return await sender.send_prepared(prepare)


@router.post("/refusal")
async def refuse_signature(body: Reasoned, sender: OfConvention) -> Answer:
    """Refuse to sign: the convention ends as rejected."""

    async def prepare() -> c.RefuseSignature:
        known = await representative_of(sender.conventions, sender.caller)
        header = sender.header(body)
        return c.RefuseSignature(header=header, representative_id=known, reason=body.reason)

    return await sender.send_prepared(prepare)


@router.post("/entry-into-force")
async def enter_into_force(sender: OfConvention, body: ForceBody | None = None) -> Answer:
    """Put the signed convention in force, from its last signature or a later day."""
    day = body.in_force_on if body else None
    return await sender.send(c.EnterIntoForce(header=sender.header(body), in_force_on=day))
