"""What can be asked of an organisation. `on` is the day the command holds."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.commands import Caller
from mithaq.money import Money

from partners.domain.events import Sealed
from partners.domain.territory import Territory
from partners.domain.vocabulary import PartnerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOrganisation:
    caller: Caller
    on: date
    organisation_id: UUID
    kind: PartnerKind
    name_fr: str
    name_ar: str | None = None
    ice: str | None = None
    territory: Territory


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyOrganisation:
    caller: Caller
    on: date
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendOrganisation:
    caller: Caller
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinstateOrganisation:
    caller: Caller
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRepresentative:
    """Name and address arrive sealed: the domain never sees them."""

    caller: Caller
    on: date
    representative_id: UUID
    subject: str
    name: Sealed
    email: Sealed
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantMandate:
    caller: Caller
    on: date
    mandate_id: UUID
    representative_id: UUID
    capacity: str
    instrument: str
    valid_from: date
    valid_to: date | None = None
    ceiling: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeMandate:
    """The mandate stops holding on the day of the command."""

    caller: Caller
    on: date
    mandate_id: UUID
    reason: str


KnownOrganisationCommand = (
    VerifyOrganisation
    | SuspendOrganisation
    | ReinstateOrganisation
    | RegisterRepresentative
    | GrantMandate
    | RevokeMandate
)
OrganisationCommand = RegisterOrganisation | KnownOrganisationCommand
