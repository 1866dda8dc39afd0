"""The organisations of a convention, as its text calls them and as partners knows them today."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from mithaq.http import PROBLEMS, VERSIONED, CallerOf, View, set_version
from pydantic import Field

from conventions.application import found
from conventions.domain.core.terms import Party
from conventions.registry import KnownOrganisation
from conventions.routes.dependencies import Parts

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["reading"], responses=PROBLEMS)


class PartyToday(View):
    """A party under the name it was invited with, which its signatures hold, and what it is now."""

    organisation_id: UUID
    name_fr: str
    name_ar: str | None
    present_name_fr: str
    present_name_ar: str | None
    active: Annotated[bool, Field(description="Whether it, or who answers for it, may act.")]
    answered_by: Annotated[
        UUID | None,
        Field(description="The organisation it was merged into, whose persons act for it."),
    ]
    closed_on: Annotated[date | None, Field(description="The first day it exists no more.")]
    attached_to: Annotated[UUID | None, Field(description="Its ministry, or who answers for it.")]

    @classmethod
    def of(
        cls,
        party: Party,
        known: KnownOrganisation | None,
        answered_by: UUID | None,
        *,
        active: bool,
    ) -> "PartyToday":
        return cls(
            organisation_id=party.organisation_id,
            name_fr=party.name_fr,
            name_ar=party.name_ar,
            present_name_fr=known.name_fr if known else party.name_fr,
            present_name_ar=known.name_ar if known else party.name_ar,
            active=active,
            answered_by=answered_by,
            closed_on=known.closed_on if known else None,
            attached_to=known.parent if known else None,
        )


class PartiesToday(View):
    items: list[PartyToday]


@router.get("/organisations", responses=VERSIONED)
async def read_organisations(
    convention_id: UUID, caller: CallerOf, conventions: Parts, response: Response
) -> PartiesToday:
    """Its parties by organisation: of one registered twice, each entry that is a party."""
    convention = await found(conventions, convention_id, caller)
    parties, registry = convention.terms.parties, conventions.registry
    known = {each.organisation_id: each for each in await registry.organisations(parties.keys())}
    standing = await registry.standing(parties.keys(), [])
    set_version(response, convention.version)
    return PartiesToday(
        items=[
            PartyToday.of(
                party,
                known.get(each),
                standing.answered_by.get(each),
                active=each not in standing.inactive,
            )
            for each, party in sorted(parties.items(), key=lambda item: str(item[0]))
        ]
    )
