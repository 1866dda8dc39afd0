"""What can have happened to an organisation, its representatives and their mandates.

Stream: `organisation-{organisation_id}`; only `IceReserved` has another. Personal data is sealed:
destroying the person's key erases it and leaves every hash of the log true. Who gave the command
stands in each event's metadata.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partners.domain.identity import OrganisationIdentity
from partners.domain.mandate import Mandate
from partners.domain.representative import Representative


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRegistered(OrganisationIdentity):
    """`region` is the HCP code of its territory's region; the whole country lies in none."""

    organisation_id: UUID
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationVerified:
    organisation_id: UUID
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSuspended:
    """Until it is reinstated it names no representative and none of its mandates is used."""

    organisation_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationReinstated:
    organisation_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeRegistered(Representative):
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateGranted(Mandate):
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRevoked:
    """The power that ends, as it was granted, and the first day without it."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    instrument: str
    revoked_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IceReserved:
    """Stream `ice-{ice}`: an ICE number belongs to one organisation."""

    ice: str
    organisation_id: UUID


OrganisationEvent = (
    OrganisationRegistered
    | OrganisationVerified
    | OrganisationSuspended
    | OrganisationReinstated
    | RepresentativeRegistered
    | MandateGranted
    | MandateRevoked
)
PartnersEvent = OrganisationEvent | IceReserved
