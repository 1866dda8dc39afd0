"""Events of the partners service: which organisation answers for which, since a merger."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.events import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationMerged:
    """It was registered twice: `into` answers for both."""

    organisation_id: UUID
    into: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSeparated:
    """It was merged by mistake."""

    organisation_id: UUID


PartnersEvent = OrganisationMerged | OrganisationSeparated
PARTNERS: Catalogue[PartnersEvent] = Catalogue.of("ma.mithaq.partners", PartnersEvent)
