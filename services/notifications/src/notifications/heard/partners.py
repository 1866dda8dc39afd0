"""Events of the partners service: who may sign for which organisation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRecorded:
    """Name and address of the holder are asked from partners when a message leaves."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateConfirmed:
    mandate_id: UUID
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRevoked:
    """Told of an erased person's mandates too."""

    mandate_id: UUID
    revoked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeRegistered:
    organisation_id: UUID
    representative_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeErased:
    organisation_id: UUID
    representative_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRegistered:
    organisation_id: UUID
    name_fr: str
    name_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCorrected:
    """All that it is called from now on."""

    organisation_id: UUID
    name_fr: str
    name_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSuspended:
    """Nobody signs for it, until it is reinstated."""

    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationReinstated:
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationClosed:
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationReopened:
    """It was closed by mistake: it is in `state` again."""

    organisation_id: UUID
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationMerged:
    """It was registered twice: who signs for `into` signs for it, and the other way round."""

    organisation_id: UUID
    into: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSeparated:
    """It was merged by mistake."""

    organisation_id: UUID


MandateEvent = MandateRecorded | MandateConfirmed | MandateRevoked
PersonEvent = RepresentativeRegistered | RepresentativeErased
NamingEvent = OrganisationRegistered | OrganisationCorrected
StandingEvent = (
    OrganisationSuspended | OrganisationReinstated | OrganisationClosed | OrganisationReopened
)
MergerEvent = OrganisationMerged | OrganisationSeparated
PartnersEvent = MandateEvent | PersonEvent | NamingEvent | StandingEvent | MergerEvent
PARTNERS: Catalogue[PartnersEvent] = Catalogue.of("ma.mithaq.partners", PartnersEvent)
# From then on the organisation has somebody to be told, or somebody more.
Empowered = (
    MandateConfirmed
    | RepresentativeRegistered
    | OrganisationReinstated
    | OrganisationReopened
    | OrganisationMerged
)
EMPOWERED: Catalogue[Empowered] = PARTNERS.only(Empowered)
