"""Reading organisations: the whole directory, or one with its version."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from mithaq.http import (
    PROBLEMS,
    VERSIONED,
    CallerOf,
    Code,
    Cursor,
    MinPosition,
    Page,
    Sought,
    set_version,
)
from pydantic import TypeAdapter

from partners.domain.rules import OrganisationUnknown
from partners.domain.vocabulary import OrganisationState, PartnerKind
from partners.read_models import organisation_directory
from partners.routes import views
from partners.routes.dependencies import Parts

router = APIRouter(prefix="/v1/organisations", tags=["organisations"], responses=PROBLEMS)

_AFTER: Final = TypeAdapter(organisation_directory.Place)
Filter = Code | None


async def _wanted(  # noqa: PLR0917 (a parameter each, as FastAPI reads them)
    kind: PartnerKind | None = None,
    state: OrganisationState | None = None,
    region: Filter = None,
    territory: Filter = None,
    parent: Annotated[UUID | None, Query(description="What they are attached to.")] = None,
    q: Annotated[
        Sought | None,
        Query(description="Words of a name, either script, an ICE or a territory's code."),
    ] = None,
) -> organisation_directory.Wanted:
    return organisation_directory.Wanted(
        kind=kind, state=state, region=region, territory=territory, parent=parent, q=q
    )


@router.get("")
async def list_organisations(
    _caller: CallerOf,
    partners: Parts,
    cursor: Cursor,
    position: MinPosition,
    wanted: Annotated[organisation_directory.Wanted, Depends(_wanted)],
) -> Page[views.OrganisationView]:
    """Organisations in the order of their French names; with `q`, the nearest names first."""
    async with partners.directory.connect(position) as connection:
        rows = await organisation_directory.search(
            connection, wanted, limit=cursor.fetch, after=cursor.after(_AFTER)
        )
    page = cursor.page(rows, key=organisation_directory.place_of)
    items = [views.OrganisationView.model_validate(row) for row in page.items]
    return Page(items=items, next=page.next)


@router.get("/{organisation_id}", responses=VERSIONED)
async def read_organisation(
    organisation_id: UUID,
    _caller: CallerOf,
    partners: Parts,
    position: MinPosition,
    response: Response,
) -> views.OrganisationView:
    """One organisation; its ETag goes into the If-Match of the next command."""
    async with partners.directory.connect(position) as connection:
        row = await organisation_directory.find(connection, organisation_id)
    if row is None:
        raise OrganisationUnknown
    set_version(response, row.version)
    return views.OrganisationView.model_validate(row)
