"""The official territories, as the forms and the other systems name them."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from mithaq.http import PROBLEMS, CallerOf
from pydantic import BaseModel, ConfigDict

from partners.domain.access import TerritoryUnknown
from partners.domain.rules import UnknownTerritory
from partners.domain.territory import Level
from partners.routes.dependencies import Parts

router = APIRouter(prefix="/v1/territories", tags=["territories"], responses=PROBLEMS)


class TerritoryView(BaseModel):
    """`within` is the territory that holds this one, `region` its region."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    level: Level
    name_fr: str
    name_ar: str
    region: str | None
    within: str | None


class Territories(BaseModel):
    items: Sequence[TerritoryView]


@router.get("")
async def search_territories(
    _caller: CallerOf,
    partners: Parts,
    q: Annotated[str, Query(max_length=100, description="Part of a name, either script.")] = "",
    level: Level | None = None,
    within: Annotated[str | None, Query(max_length=20, description="A region or province.")] = None,
    limit: Annotated[int, Query(ge=1, le=2000)] = 50,
) -> Territories:
    """Territories by name; those that begin with `q` come first. Accents and case do not count."""
    found = partners.gazetteer.search(q, level=level, within=within, limit=limit)
    return Territories(items=[TerritoryView.model_validate(each) for each in found])


@router.get("/{code}")
async def read_territory(code: str, _caller: CallerOf, partners: Parts) -> TerritoryView:
    """One territory by its HCP code; `MA` is the Kingdom."""
    try:
        return TerritoryView.model_validate(partners.gazetteer.find(code))
    except UnknownTerritory as error:
        raise TerritoryUnknown(**error.values) from error
