"""What can be asked of an organisation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.commands import Caller

from partners.domain.change import OrganisationChange
from partners.domain.identity import OrganisationIdentity
from partners.domain.mandate import Mandate
from partners.domain.representative import Representative, Sealed


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
    """`distinct_from` are the organisations with names like this one that the registrar knows.

    `parent` is what it is attached to.
    """

    identity: OrganisationIdentity
    distinct_from: tuple[UUID, ...] = ()
    parent: UUID | None = None


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
class AskChange(Command):
    """Ask that it be closed, reopened, merged, separated or corrected; another confirms it.

    `attached` are the names of what is attached to it, of one that is to be closed.
    """

    change: OrganisationChange
    attached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmChange(Command):
    """Whatever was asked for happens now; `attached` is as it is when that is asked for."""

    attached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineChange(Command):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRepresentative(Command):
    """Name and address arrive sealed: the domain never sees them."""

    representative: Representative


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectRepresentative(Command):
    """What is absent stays as it is; name and address arrive sealed."""

    representative_id: UUID
    name: Sealed | None = None
    email: Sealed | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMandate(Command):
    """One person says that the power was given; another has to confirm it.

    `depth` is how many times over its holder may pass it on.
    """

    mandate: Mandate
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegateMandate(Command):
    """The holder of `delegated_from` gives a colleague a part of it; another has to confirm it."""

    mandate: Mandate
    delegated_from: UUID
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmMandate(Command):
    mandate_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineMandate(Command):
    mandate_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeMandate(Command):
    """From `revoked_on` on the mandate no longer holds, whatever day the command is given."""

    mandate_id: UUID
    revoked_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMandate(Command):
    """Its last day is over: given by its deadline, and by nobody else."""

    mandate_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WarnOfMandateEnd(Command):
    """It ends within so many days: given by its deadline, and by nobody else."""

    mandate_id: UUID
    within_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestErasure(Command):
    """Ask that a representative be erased; given by the person itself it is done at once."""

    representative_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmErasure(Command):
    representative_id: UUID


ErasureCommand = RequestErasure | ConfirmErasure
ChangeCommand = AskChange | ConfirmChange | DeclineChange
OrganisationCommand = (
    RegisterOrganisation
    | VerifyOrganisation
    | SuspendOrganisation
    | ReinstateOrganisation
    | ChangeCommand
    | RegisterRepresentative
    | CorrectRepresentative
    | RecordMandate
    | DelegateMandate
    | ConfirmMandate
    | DeclineMandate
    | RevokeMandate
    | EndMandate
    | WarnOfMandateEnd
    | ErasureCommand
)
