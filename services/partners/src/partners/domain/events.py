"""What can have happened to an organisation, its representatives and their mandates.

Stream: `organisation-{organisation_id}`; only reservations have others. Personal data is sealed:
destroying the person's key erases it and leaves every hash of the log true. Who gave the command
stands in each event's metadata.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open

from partners.domain.change import OrganisationChange
from partners.domain.identity import OrganisationIdentity
from partners.domain.mandate import Mandate
from partners.domain.representative import Representative, Sealed
from partners.domain.vocabulary import ChangeAct, OrganisationState


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
class OrganisationAttached:
    """What it belongs to: a service of the State to its ministry; None if to nothing any more."""

    organisation_id: UUID
    parent: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAsked:
    """One person asks for it; nothing changes before another confirms it."""

    organisation_id: UUID
    change: OrganisationChange


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDeclined:
    """What was asked for does not happen."""

    organisation_id: UUID
    act: Open[ChangeAct]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationClosed:
    """It exists no more, from `closed_on` on: it signs, drafts and is invited nowhere.

    Its mandates end with it, told one by one beside this.
    """

    organisation_id: UUID
    reason: str
    closed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationReopened:
    """It was closed by mistake: it is in `state` again. Its mandates stay ended."""

    organisation_id: UUID
    reason: str
    state: Open[OrganisationState]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationMerged:
    """The same body was registered twice: `into` goes on and answers for both.

    Nothing is rewritten: what was recorded under this one stays there, and readers redirect.
    """

    organisation_id: UUID
    into: UUID
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSeparated:
    """It was merged by mistake: from now on it answers for itself, in `state`.

    What was done for it meanwhile, by the persons of `separated_from`, stands.
    """

    organisation_id: UUID
    separated_from: UUID
    reason: str
    state: Open[OrganisationState]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationAbsorbed:
    """Told of the one that goes on: it answers for `absorbed` too."""

    organisation_id: UUID
    absorbed: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationReleased:
    """Told of the one that went on: it answers for `released` no more."""

    organisation_id: UUID
    released: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCorrected(OrganisationIdentity):
    """It was registered wrongly: all that it is called from now on; its old name stays reserved."""

    organisation_id: UUID
    region: str | None = None
    distinct_from: tuple[UUID, ...] = ()
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeRegistered(Representative):
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeCorrected:
    """Name, address or language as they are from now on; None: as before."""

    organisation_id: UUID
    representative_id: UUID
    name: Sealed | None = None
    email: Sealed | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRecorded(Mandate):
    """One person says that the power was given; it signs nothing before another confirms it."""

    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateDelegated:
    """A mandate that the holder of another gave: it holds, and signs, within that one."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    delegated_from: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationAllowed:
    """Its holder may pass the mandate on; `depth` is how many times over, one by one."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    depth: int


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
class MandateEnding:
    """It holds until `last_day`, so many days from now: told ninety and thirty days before."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    instrument: str
    last_day: date
    days_left: int


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


MandateEvent = (
    MandateRecorded
    | MandateDelegated
    | DelegationAllowed
    | MandateConfirmed
    | MandateDeclined
    | MandateRevoked
)
MergerEvent = (
    OrganisationMerged | OrganisationSeparated | OrganisationAbsorbed | OrganisationReleased
)
ChangeEvent = (
    ChangeAsked
    | ChangeDeclined
    | OrganisationClosed
    | OrganisationReopened
    | OrganisationCorrected
    | OrganisationAttached
    | MergerEvent
)
StandingEvent = (
    OrganisationRegistered
    | OrganisationVerified
    | OrganisationSuspended
    | OrganisationReinstated
    | ChangeEvent
)
PersonEvent = (
    RepresentativeRegistered | RepresentativeCorrected | ErasureRequested | RepresentativeErased
)
MandateTimeEvent = MandateEnding | MandateEnded
OrganisationEvent = StandingEvent | PersonEvent | MandateEvent | MandateTimeEvent
PartnersEvent = OrganisationEvent | IceReserved | NameReserved
