"""The official territories, as the forms and the other systems name them."""

from typing import Annotated

from fastapi import APIRouter, Query
from mithaq.http import PROBLEMS, CallerOf, Code, Sought, WholeInText
from mithaq.territories import Level, TerritoryUnknown

from partners.domain import territories
from partners.domain.rules import TerritoryNotFound
from partners.routes import views

router = APIRouter(prefix="/v1/territories", tags=["territories"], responses=PROBLEMS)


@router.get("")
async def search_territories(
    _caller: CallerOf,
    q: Annotated[Sought, Query(description="Part of a name, either script.")] = "",
    level: Level | None = None,
    within: Annotated[Code | None, Query(description="A region or province.")] = None,
    limit: Annotated[WholeInText, Query(ge=1, le=2000)] = 50,
) -> views.Territories:
    """Territories by name; those that begin with `q` come first. Accents and case do not count."""
    found = territories.search(q, level=level, within=within, limit=limit)
    return views.Territories(items=[views.TerritoryView.model_validate(each) for each in found])


@router.get("/{code}")
async def read_territory(code: Code, _caller: CallerOf) -> views.TerritoryView:
    """One territory by its HCP code; `MA` is the Kingdom."""
    try:
        return views.TerritoryView.model_validate(territories.territory(code))
    except TerritoryUnknown as error:
        raise TerritoryNotFound(**error.values) from error
