"""A representative's name and address, opened for the few who may."""

from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf, MinPosition

from partners import contacts
from partners.routes import views
from partners.routes.dependencies import Parts

router = APIRouter(
    prefix="/v1/representatives/{representative_id}/contact",
    tags=["representatives"],
    responses=PROBLEMS,
)


@router.get("")
async def read_contact(
    representative_id: UUID, caller: CallerOf, partners: Parts, position: MinPosition
) -> views.ContactView:
    """Name, address and language; `contact-erased` once the person's key was destroyed."""
    if position is not None:
        await partners.representatives.wait(position)
    contact = await contacts.read(partners, representative_id, caller)
    return views.ContactView.model_validate(contact)
