"""Events of the partners service: what an organisation is called."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.events import Catalogue

from audit.sources import PARTNERS as SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRegistered:
    organisation_id: UUID
    kind: str
    name_fr: str
    name_ar: str | None = None


PARTNERS: Catalogue[OrganisationRegistered] = Catalogue.of(SOURCE, OrganisationRegistered)
