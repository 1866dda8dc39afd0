"""What is read of organisations, representatives, mandates and territories."""

from collections.abc import Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from mithaq.events import Open
from mithaq.http import MoneyBody, View
from mithaq.territories import Level

from partners.domain.vocabulary import CeilingScope, OrganisationState, PartnerKind


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
