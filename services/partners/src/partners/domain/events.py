"""What can have happened to an organisation, its representatives and their mandates.

Stream: `organisation-{organisation_id}`; only reservations have others. Personal data is sealed:
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
    """`region` is the HCP code of its territory's region; the whole country lies in none.

    `distinct_from` are organisations with names like its own, of which the registrar knew.
    """

    organisation_id: UUID
    region: str | None = None
    distinct_from: tuple[UUID, ...] = ()


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
class MandateRecorded(Mandate):
    """One person says that the power was given; it signs nothing before another confirms it."""

    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateConfirmed:
    """Another person than who recorded it, and never its holder, saw the instrument."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateDeclined:
    """It is not confirmed and never will be; what was right in it is recorded anew."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRevoked:
    """The power that ends, as it was recorded, and the first day without it.

    Of several revocations of one mandate the earliest day counts.
    """

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    instrument: str
    revoked_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateEnded:
    """It came to its end: who hears this needs no clock to know that the mandate holds no more.

    `ended_on` is the first day without it, by its own term or by a revocation for that day. One
    that is revoked at once, or was declined, does not end besides.
    """

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    instrument: str
    ended_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRequested:
    """Someone else than the person asks that the person be erased; another confirms it."""

    organisation_id: UUID
    representative_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeErased:
    """The person's key is destroyed: name and address can never be read again."""

    organisation_id: UUID
    representative_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IceReserved:
    """Stream `ice-{ice}`: an ICE number belongs to one organisation."""

    ice: str
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReserved:
    """Stream `name-{digest}`: organisations whose names look alike, as they were registered."""

    name: str
    organisation_id: UUID


MandateEvent = MandateRecorded | MandateConfirmed | MandateDeclined | MandateRevoked
OrganisationEvent = (
    OrganisationRegistered
    | OrganisationVerified
    | OrganisationSuspended
    | OrganisationReinstated
    | RepresentativeRegistered
    | MandateEvent
    | MandateEnded
    | ErasureRequested
    | RepresentativeErased
)
PartnersEvent = OrganisationEvent | IceReserved | NameReserved
