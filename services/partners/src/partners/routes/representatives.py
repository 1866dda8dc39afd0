"""Who represents an organisation."""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from mithaq.http import PROBLEMS, Answer, Body, CallerOf, Conditional, MinPosition, answer
from mithaq.ids import derive
from pydantic import BaseModel, ConfigDict, Field

from partners import contacts
from partners.domain.access import OrganisationUnknown
from partners.domain.policy import may_see_private
from partners.read_models import representatives
from partners.routes.dependencies import Line, Parts, capacity_of

router = APIRouter(
    prefix="/v1/organisations/{organisation_id}/representatives",
    tags=["representatives"],
    responses=PROBLEMS,
)


class Representative(Body):
    """`name` and `email` are encrypted under a key of the person's own."""

    subject: Annotated[
        str,
        Field(pattern=r"^[\x21-\x7e]{1,255}$", description="Who the person is in tokens (`sub`)."),
    ]
    name: Line
    email: Annotated[Line, Field(examples=["presidence@tanger.example.ma"])]
    language: Literal["fr", "ar"] = "fr"


class RepresentativeView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    representative_id: UUID
    organisation_id: UUID
    subject: str
    language: Literal["fr", "ar"]


class Representatives(BaseModel):
    items: Sequence[RepresentativeView]


@router.post("", status_code=201)
async def register_representative(
    organisation_id: UUID,
    body: Representative,
    submission: Conditional,
    partners: Parts,
    response: Response,
) -> Answer:
    """Name someone who can then be given mandates."""
    person = derive(submission.command_id, "representative")
    request = submission.request(capacity_of(submission.caller), partners.today())
    new = contacts.NewRepresentative(
        subject=body.subject, name=body.name, email=body.email, language=body.language
    )
    accepted = await contacts.register_representative(
        partners, organisation_id, person, new, request
    )
    return answer(response, accepted, person, location=f"/v1/representatives/{person}/contact")


@router.get("")
async def list_representatives(
    organisation_id: UUID, caller: CallerOf, partners: Parts, position: MinPosition
) -> Representatives:
    """The organisation's representatives, without their personal data."""
    if not may_see_private(caller, organisation_id):
        raise OrganisationUnknown
    if position is not None:
        await partners.representatives.wait(position)
    async with partners.representatives.connect() as connection:
        rows = await representatives.of_organisation(connection, organisation_id)
    return Representatives(items=[RepresentativeView.model_validate(row) for row in rows])
