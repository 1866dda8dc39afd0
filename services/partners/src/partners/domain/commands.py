"""What can be asked of an organisation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.commands import Caller

from partners.domain.identity import OrganisationIdentity
from partners.domain.mandate import Mandate
from partners.domain.representative import Representative


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandHeader:
    """Which organisation, who gives the command, and the day it holds."""

    organisation_id: UUID
    caller: Caller
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    header: CommandHeader

    @property
    def organisation_id(self) -> UUID:
        return self.header.organisation_id

    @property
    def caller(self) -> Caller:
        return self.header.caller

    @property
    def on(self) -> date:
        return self.header.on


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOrganisation(Command):
    identity: OrganisationIdentity


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyOrganisation(Command):
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendOrganisation(Command):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinstateOrganisation(Command):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRepresentative(Command):
    """Name and address arrive sealed: the domain never sees them."""

    representative: Representative


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantMandate(Command):
    mandate: Mandate


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeMandate(Command):
    """The mandate stops holding on the day of the command."""

    mandate_id: UUID
    reason: str


OrganisationCommand = (
    RegisterOrganisation
    | VerifyOrganisation
    | SuspendOrganisation
    | ReinstateOrganisation
    | RegisterRepresentative
    | GrantMandate
    | RevokeMandate
)
