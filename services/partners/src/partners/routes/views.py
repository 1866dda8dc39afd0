"""What is read of organisations, representatives, mandates and territories."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from mithaq.events import Open
from mithaq.http import MoneyBody, View
from mithaq.territories import Level
from pydantic import Field

from partners.domain.change import OrganisationChange
from partners.domain.vocabulary import CeilingScope, ChangeAct, OrganisationState, PartnerKind


class OrganisationView(View):
    organisation_id: UUID
    version: int
    kind: Open[PartnerKind]
    state: OrganisationState
    name_fr: str
    name_ar: str | None
    ice: str | None
    territory: str
    region: str | None
    parent: Annotated[UUID | None, Field(description="What it is attached to.")]
    closed_on: Annotated[date | None, Field(description="The first day it exists no more.")]
    merged_into: Annotated[UUID | None, Field(description="Who answers for it now.")]
    asked: Annotated[
        Open[ChangeAct] | None,
        Field(description="The change that somebody asked for; another confirms it."),
    ]


class ChangeView(View):
    """What was asked for, to be read before it is confirmed."""

    act: Open[ChangeAct]
    reason: str
    evidence: str | None
    closed_on: date | None
    into: UUID | None
    kind: Open[PartnerKind] | None
    name_fr: str | None
    name_ar: str | None
    ice: str | None
    territory: str | None
    parent: UUID | None
    distinct_from: tuple[UUID, ...]

    @classmethod
    def of(cls, change: OrganisationChange) -> Self:
        said = change.identity
        return cls(
            act=change.act,
            reason=change.reason,
            evidence=change.evidence,
            closed_on=change.closed_on,
            into=change.into,
            kind=said.kind if said else None,
            name_fr=said.name_fr if said else None,
            name_ar=said.name_ar if said else None,
            ice=said.ice if said else None,
            territory=said.territory if said else None,
            parent=change.parent,
            distinct_from=change.distinct_from,
        )


class RepresentativeView(View):
    """Of who was erased only the id and the language are left."""

    representative_id: UUID
    organisation_id: UUID
    subject: str | None
    language: Literal["fr", "ar"]
    erased: bool


class ContactView(View):
    representative_id: UUID
    organisation_id: UUID
    name: str
    email: str
    language: Literal["fr", "ar"]


class MandateView(View):
    """Before it is confirmed it signs nothing; declined, it never will."""

    mandate_id: UUID
    organisation_id: UUID
    representative_id: UUID
    capacity: str
    instrument: str
    valid_from: date
    valid_to: date | None
    ceiling: MoneyBody | None
    ceiling_scope: Open[CeilingScope]
    confirmed: bool
    declined_because: str | None
    revoked_on: date | None
    revoked_because: str | None
    delegated_from: Annotated[
        UUID | None, Field(description="The mandate whose holder gave this one.")
    ]
    delegation_depth: Annotated[int, Field(description="How many times over it may be passed on.")]


class TerritoryView(View):
    """`within` is the territory that holds this one, `region` its region."""

    code: str
    level: Level
    name_fr: str
    name_ar: str
    region: str | None
    within: str | None


class Territories(View):
    items: Sequence[TerritoryView]
