"""What the ledger needs of the partners service: how an organisation is called."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.events import Catalogue

from audit.sources import PARTNERS


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRegistered:
    organisation_id: UUID
    kind: str
    name_fr: str
    name_ar: str | None = None


PARTNER_FACTS: Catalogue[OrganisationRegistered] = Catalogue.of(PARTNERS, OrganisationRegistered)
