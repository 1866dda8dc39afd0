"""Events of the partners service: the fields this service reads, and no others."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Catalogue
from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRegistered:
    organisation_id: UUID
    kind: str
    name_fr: str
    name_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationVerified:
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSuspended:
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationReinstated:
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationClosed:
    """It exists no more from `closed_on` on; its mandates are told as revoked beside it."""

    organisation_id: UUID
    closed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationReopened:
    organisation_id: UUID
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationMerged:
    """It was registered twice: `into` answers for both."""

    organisation_id: UUID
    into: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSeparated:
    organisation_id: UUID
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCorrected:
    organisation_id: UUID
    kind: str
    name_fr: str
    name_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationAttached:
    organisation_id: UUID
    parent: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeRegistered:
    organisation_id: UUID
    representative_id: UUID
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRecorded:
    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    instrument: str
    valid_from: date
    valid_to: date | None = None
    ceiling: Money | None = None
    ceiling_scope: str = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateDelegated:
    """Its holder has it from the holder of `delegated_from`: what it signs counts there too."""

    mandate_id: UUID
    delegated_from: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationAllowed:
    """Its holder may pass it on, as many times over."""

    mandate_id: UUID
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateConfirmed:
    mandate_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRevoked:
    organisation_id: UUID
    mandate_id: UUID
    revoked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateEnded:
    """From `ended_on` on it does not hold: its term is over, or the day of its revocation came."""

    organisation_id: UUID
    mandate_id: UUID
    ended_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateEnding:
    """It holds until `last_day`, so many days from then."""

    organisation_id: UUID
    mandate_id: UUID
    last_day: date
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeErased:
    """The person's mandates are told as revoked beside it."""

    representative_id: UUID


StandingEvent = (
    OrganisationRegistered
    | OrganisationVerified
    | OrganisationSuspended
    | OrganisationReinstated
    | OrganisationClosed
    | OrganisationReopened
    | OrganisationMerged
    | OrganisationSeparated
    | OrganisationCorrected
    | OrganisationAttached
)
RegistryEvent = (
    StandingEvent
    | RepresentativeRegistered
    | RepresentativeErased
    | MandateRecorded
    | MandateDelegated
    | DelegationAllowed
    | MandateConfirmed
    | MandateRevoked
)
PartnersEvent = RegistryEvent | MandateEnded | MandateEnding
PARTNERS: Catalogue[PartnersEvent] = Catalogue.of("ma.mithaq.partners", PartnersEvent)
