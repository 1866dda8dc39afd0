"""Who represents an organisation: name someone, list them, erase a person."""

from typing import Annotated, Final, Literal
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Address, Answer, Body, CallerOf, Cursor, Line, MinPosition, Page
from pydantic import Field, TypeAdapter

from partners import contacts
from partners.application import entries_of, read_as
from partners.domain.commands import ConfirmErasure, RequestErasure
from partners.domain.policy import may_see_private
from partners.domain.rules import OrganisationUnknown
from partners.read_models import representatives
from partners.routes import views
from partners.routes.dependencies import KnownOrganisation, Parts, Reasoned

router = APIRouter(
    prefix="/v1/organisations/{organisation_id}/representatives",
    tags=["representatives"],
    responses=PROBLEMS,
)


_AFTER: Final = TypeAdapter(UUID)


class Representative(Body):
    """`name` and `email` are encrypted under a key of the person's own."""

    subject: Annotated[
        str,
        Field(
            pattern=r"^[\x20-\x7e]{1,255}$",
            description="Who the person is in tokens (`sub`): a random id, never an address.",
            examples=["b0a5e9de-7c4b-4f43-9d3a-0c8f6f1f2f10"],
        ),
    ]
    name: Line
    email: Annotated[Address, Field(examples=["presidence@tanger.example.ma"])]
    language: Literal["fr", "ar"] = "fr"


@router.post("", status_code=201)
async def register_representative(body: Representative, sender: KnownOrganisation) -> Answer:
    """Name someone else, who can then be given mandates. Nobody names themself."""
    person = sender.new_id("representative")
    new = contacts.NewRepresentative(
        subject=body.subject, name=body.name, email=body.email, language=body.language
    )
    accepted = await contacts.register(
        sender.partners, sender.submission, sender.header(), person, new
    )
    return sender.answer(accepted, person, location=f"/v1/representatives/{person}/contact")


class Correction(Body):
    """What is absent stays as it is."""

    name: Line | None = None
    email: Annotated[Address | None, Field(examples=["presidence@tanger.example.ma"])] = None
    language: Literal["fr", "ar"] | None = None


@router.post("/{representative_id}/correction")
async def correct_representative(
    representative_id: UUID, body: Correction, sender: KnownOrganisation
) -> Answer:
    """Correct a name, an address or a language: the person itself, or another than who named it."""
    said = contacts.Corrected(name=body.name, email=body.email, language=body.language)
    accepted = await contacts.correct(
        sender.partners, sender.submission, sender.header(), representative_id, said
    )
    return sender.answer(accepted, representative_id)


@router.post("/{representative_id}/erasure")
async def request_erasure(
    representative_id: UUID, body: Reasoned, sender: KnownOrganisation
) -> Answer:
    """Ask that a person be erased: at once if it is the caller, else once a second one confirms."""
    command = RequestErasure(
        header=sender.header(), representative_id=representative_id, reason=body.reason
    )
    return await sender.send_erasure(command)


@router.post("/{representative_id}/erasure/confirmation")
async def confirm_erasure(representative_id: UUID, sender: KnownOrganisation) -> Answer:
    """Destroy the person's key, for good. The events stay; what they sealed cannot be read."""
    command = ConfirmErasure(header=sender.header(), representative_id=representative_id)
    return await sender.send_erasure(command)


@router.get("")
async def list_representatives(
    organisation_id: UUID, caller: CallerOf, partners: Parts, cursor: Cursor, position: MinPosition
) -> Page[views.RepresentativeView]:
    """The organisation's representatives, without their personal data."""
    if not may_see_private(await read_as(partners, organisation_id, caller), organisation_id):
        raise OrganisationUnknown
    after, entries = cursor.after(_AFTER), await entries_of(partners, organisation_id)
    async with partners.representatives.connect(position) as connection:
        rows = await representatives.of_organisation(
            connection, entries, limit=cursor.fetch, after=after
        )
    page = cursor.page(rows, key=lambda row: row.representative_id)
    items = [views.RepresentativeView.model_validate(row) for row in page.items]
    return Page(items=items, next=page.next)
