"""Events of the partners service: what an organisation is called, and what answers for it."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCorrected:
    """All that it is called from now on."""

    organisation_id: UUID
    kind: str
    name_fr: str
    name_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationMerged:
    """It was registered twice: `into` answers for both."""

    organisation_id: UUID
    into: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSeparated:
    """It was merged by mistake."""

    organisation_id: UUID


PartnersEvent = (
    OrganisationRegistered | OrganisationCorrected | OrganisationMerged | OrganisationSeparated
)
PARTNERS: Catalogue[PartnersEvent] = Catalogue.of(SOURCE, PartnersEvent)
