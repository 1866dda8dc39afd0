"""Signatures and entry into force."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from mithaq.commands import Caller
from mithaq.http import PROBLEMS, Answer, Code, Dated, Day, Digest, Line, Prose
from pydantic import ConfigDict, Field

from conventions.application import Conventions
from conventions.domain.core.grounds import Grounds
from conventions.domain.core.signing_round import Mandate, Power, Signing
from conventions.domain.core.vocabulary import SignatureLevel
from conventions.domain.signatures import commands as c
from conventions.partner_checks import own_mandate
from conventions.routes.dependencies import OfConvention, OnGrounds, Reasoned, Resting

router = APIRouter(
    prefix="/v1/conventions/{convention_id}", tags=["signatures"], responses=PROBLEMS
)


class SignatureBody(Resting):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "mandate_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                "text_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "level": "simple",
            }
        }
    )

    mandate_id: UUID
    text_sha256: Annotated[Digest, Field(description="Of the frozen text that was read.")]
    level: SignatureLevel

    def grounds(self) -> Grounds:
        """Its text is compared when it is signed."""
        return Grounds()

    async def signing(self, mandate: Mandate, conventions: Conventions, signer: Caller) -> Signing:
        """With where the evidence of this level is kept, if this deployment has any."""
        source = conventions.evidence.source
        return Signing(
            mandate=mandate,
            level=self.level,
            text_sha256=self.text_sha256,
            evidence=await source(self.level, signer, self.text_sha256),
        )


class RefusalBody(Reasoned, Resting):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "mandate_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                "text_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "reason": "Le conseil a voté un autre montant.",
            }
        }
    )

    mandate_id: UUID
    text_sha256: Annotated[Digest, Field(description="Of the frozen text that was read.")]

    def grounds(self) -> Grounds:
        """Its text is compared when it is refused."""
        return Grounds()


class ForwardBody(Reasoned, Resting):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "mandate_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                "to_mandate_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a56",
                "text_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "reason": "En déplacement jusqu'au 30 juin.",
            }
        }
    )

    mandate_id: UUID
    to_mandate_id: Annotated[UUID, Field(description="Of another person of the same party.")]
    text_sha256: Annotated[Digest, Field(description="Of the frozen text that was read.")]

    def grounds(self) -> Grounds:
        """Its text is compared when it is forwarded."""
        return Grounds()


class CorrectionBody(Reasoned):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "field": "annex.text_fr",
                "part": "plan",
                "after": "Le plan est joint.",
                "reason": "Faute de frappe.",
            }
        }
    )

    field: Annotated[Code, Field(description="As the table of voiding names it.")]
    part: Annotated[
        Line | None,
        Field(description="Its short name, or a party's id; absent for the title."),
    ] = None
    after: Annotated[Prose, Field(description="How the field is to read.")]


class SigningTimeBody(Reasoned):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {"sign_by": "2027-06-30", "reason": "Le conseil se réunit en mai."}
        }
    )

    sign_by: Annotated[Day, Field(description="The last day to sign, later than the one so far.")]


class ForceBody(Dated):
    in_force_on: Day | None = None


@router.post("/signatures")
async def sign_convention(body: SignatureBody, sender: OnGrounds) -> Answer:
    """Sign the frozen text, under one's own mandate, in one's turn."""

    async def prepare() -> c.SignConvention:
        mandate = await own_mandate(sender.conventions, sender.caller, body.mandate_id)
        signing = await body.signing(mandate, sender.conventions, sender.caller)
        return c.SignConvention(header=sender.header(body), signing=signing)

    return await sender.send_prepared(prepare)


@router.post("/refusal")
async def refuse_signature(body: RefusalBody, sender: OnGrounds) -> Answer:
    """Refuse to sign, under the mandate that lets one sign: the convention ends as rejected."""

    async def prepare() -> c.RefuseSignature:
        mandate = await own_mandate(sender.conventions, sender.caller, body.mandate_id)
        power = Power(mandate=mandate, text_sha256=body.text_sha256)
        return c.RefuseSignature(header=sender.header(body), power=power, reason=body.reason)

    return await sender.send_prepared(prepare)


@router.post("/signatures/forwarding")
async def forward_signature(body: ForwardBody, sender: OnGrounds) -> Answer:
    """Have another mandated person of one's party sign: nobody else of it does from then on."""

    async def prepare() -> c.ForwardSignature:
        mandate = await own_mandate(sender.conventions, sender.caller, body.mandate_id)
        to = await own_mandate(sender.conventions, sender.caller, body.to_mandate_id)
        power = Power(mandate=mandate, text_sha256=body.text_sha256)
        return c.ForwardSignature(
            header=sender.header(body), power=power, to=to, reason=body.reason
        )

    return await sender.send_prepared(prepare)


@router.post("/text/corrections")
async def correct_text(body: CorrectionBody, sender: OfConvention) -> Answer:
    """Correct a slip of the pen in the frozen text; what binds is changed by reopening alone."""
    command = c.CorrectText(
        header=sender.header(body),
        field=body.field,
        part=body.part,
        after=body.after,
        reason=body.reason,
    )
    return await sender.send(command)


@router.post("/signing-time")
async def extend_signing_time(body: SigningTimeBody, sender: OfConvention) -> Answer:
    """Let the text be signed until a later day, or say a last day where there was none."""
    command = c.ExtendSigningTime(
        header=sender.header(body), sign_by=body.sign_by, reason=body.reason
    )
    return await sender.send(command)


@router.post("/entry-into-force")
async def enter_into_force(sender: OfConvention, body: ForceBody | None = None) -> Answer:
    """Put the signed convention in force, from its last signature or a later day."""
    day = body.in_force_on if body else None
    return await sender.send(c.EnterIntoForce(header=sender.header(body), in_force_on=day))
