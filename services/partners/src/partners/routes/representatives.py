"""Who represents an organisation: name someone, list them."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Body, CallerOf, Line, MinPosition
from pydantic import Field

from partners import contacts
from partners.domain.commands import RegisterRepresentative
from partners.domain.policy import may_see_private
from partners.domain.rules import OrganisationUnknown
from partners.read_models import representatives
from partners.routes import views
from partners.routes.dependencies import KnownOrganisation, Parts

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


@router.post("", status_code=201)
async def register_representative(body: Representative, sender: KnownOrganisation) -> Answer:
    """Name someone who can then be given mandates."""
    person = sender.new_id("representative")
    new = contacts.NewRepresentative(
        subject=body.subject, name=body.name, email=body.email, language=body.language
    )
    header = sender.header()
    representative = await contacts.sealed(sender.partners, header, person, new)
    command = RegisterRepresentative(header=header, representative=representative)
    location = f"/v1/representatives/{person}/contact"
    return await sender.send(command, made=person, location=location)


@router.get("")
async def list_representatives(
    organisation_id: UUID, caller: CallerOf, partners: Parts, position: MinPosition
) -> views.Representatives:
    """The organisation's representatives, without their personal data."""
    if not may_see_private(caller, organisation_id):
        raise OrganisationUnknown
    async with partners.representatives.connect(position) as connection:
        rows = await representatives.of_organisation(connection, organisation_id)
    return views.Representatives(
        items=[views.RepresentativeView.model_validate(row) for row in rows]
    )
