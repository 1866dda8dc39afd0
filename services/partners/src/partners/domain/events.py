"""What can have happened to an organisation, its representatives and their mandates.

Stream: `organisation-{organisation_id}`; only `IceReserved` has another. Personal data is sealed:
destroying the person's key erases it and leaves every hash of the log true.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from partners.domain.vocabulary import PartnerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A text under one person's key (AES-256-GCM); `nonce` and `ciphertext` are base64url."""

    person: UUID
    nonce: str
    ciphertext: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRegistered:
    """`territory` is an HCP code (`MA` for the whole country); `region` its region's, if any.

    `registered_by` is the registrar's identity in tokens: whoever registers does not verify.
    """

    organisation_id: UUID
    kind: Open[PartnerKind]
    name_fr: str
    name_ar: str | None = None
    ice: str | None = None
    territory: str
    region: str | None = None
    registered_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationVerified:
    organisation_id: UUID
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSuspended:
    organisation_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationReinstated:
    organisation_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeRegistered:
    """`subject` is the person's identity in tokens; `language` is `fr` or `ar`."""

    organisation_id: UUID
    representative_id: UUID
    subject: str
    name: Sealed
    email: Sealed
    language: str = "fr"


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateGranted:
    """Power to sign for the organisation. `valid_to` is included; no ceiling means no limit."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    instrument: str
    valid_from: date
    valid_to: date | None = None
    ceiling: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRevoked:
    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    revoked_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IceReserved:
    """One organisation holds this ICE number. Stream: `ice-{ice}`, of one event for ever."""

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
