"""Commands on an organisation's standing."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from mithaq.http import PROBLEMS, Answer, Body, Conditional, Unconditional, answer
from mithaq.ids import derive
from pydantic import Field

from partners import application
from partners.domain import commands
from partners.domain.vocabulary import PartnerKind
from partners.routes.dependencies import Line, Parts, Prose, capacity_of

router = APIRouter(prefix="/v1/organisations", tags=["organisations"], responses=PROBLEMS)


class Registration(Body):
    kind: PartnerKind
    name_fr: Annotated[Line, Field(examples=["Commune de Tanger"])]
    name_ar: Annotated[Line | None, Field(examples=["جماعة طنجة"])] = None
    ice: Annotated[str | None, Field(max_length=40, examples=["001234567890123"])] = None
    territory: Annotated[Line, Field(examples=["01.511.01.0"])]


class Verification(Body):
    evidence: Annotated[Prose, Field(examples=["Décret n° 2-15-402, BO n° 6368"])]


class Reason(Body):
    reason: Prose


@router.post("", status_code=201)
async def register_organisation(
    body: Registration, submission: Unconditional, partners: Parts, response: Response
) -> Answer:
    """Register an organisation on its territory. Another person verifies it afterwards."""
    organisation_id = derive(submission.command_id, "organisation")
    command = commands.RegisterOrganisation(
        caller=submission.caller,
        on=partners.today(),
        organisation_id=organisation_id,
        kind=body.kind,
        name_fr=body.name_fr,
        name_ar=body.name_ar,
        ice=body.ice,
        territory=partners.gazetteer.find(body.territory),
    )
    request = submission.request(capacity_of(submission.caller), command.on)
    accepted = await application.register(partners, command, request)
    location = f"/v1/organisations/{organisation_id}"
    return answer(response, accepted, organisation_id, location=location)


@router.post("/{organisation_id}/verification")
async def verify_organisation(
    organisation_id: UUID,
    body: Verification,
    submission: Conditional,
    partners: Parts,
    response: Response,
) -> Answer:
    """Confirm that the organisation is who it says. The registrar may not."""
    command = commands.VerifyOrganisation(
        caller=submission.caller, on=partners.today(), evidence=body.evidence
    )
    request = submission.request(capacity_of(submission.caller), command.on)
    accepted = await application.run(partners, organisation_id, command, request)
    return answer(response, accepted, organisation_id)


@router.post("/{organisation_id}/suspension")
async def suspend_organisation(
    organisation_id: UUID,
    body: Reason,
    submission: Conditional,
    partners: Parts,
    response: Response,
) -> Answer:
    """Stop the organisation from naming representatives and granting mandates."""
    command = commands.SuspendOrganisation(
        caller=submission.caller, on=partners.today(), reason=body.reason
    )
    request = submission.request(capacity_of(submission.caller), command.on)
    accepted = await application.run(partners, organisation_id, command, request)
    return answer(response, accepted, organisation_id)


@router.post("/{organisation_id}/reinstatement")
async def reinstate_organisation(
    organisation_id: UUID,
    body: Reason,
    submission: Conditional,
    partners: Parts,
    response: Response,
) -> Answer:
    """End a suspension."""
    command = commands.ReinstateOrganisation(
        caller=submission.caller, on=partners.today(), reason=body.reason
    )
    request = submission.request(capacity_of(submission.caller), command.on)
    accepted = await application.run(partners, organisation_id, command, request)
    return answer(response, accepted, organisation_id)
