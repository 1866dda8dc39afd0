"""Who may give which command, in one table."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from mithaq.commands import Caller

from partners.domain import commands
from partners.domain.access import OfficeOnly, OwnPartnerOnly

Check = Callable[[Caller, UUID | None], None]

# Who reads the private side of any organisation: signatories, their mandates.
READERS: Final = frozenset({"office", "auditor", "controller", "service"})
# Who reads a person's contact, and who has it erased, beside the person's own organisation.
CONTACT_READERS: Final = frozenset({"office", "service"})


def _office(caller: Caller, _organisation: UUID | None) -> None:
    if "office" not in caller.roles:
        raise OfficeOnly


def _own_partner(caller: Caller, organisation: UUID | None) -> None:
    if "partner" not in caller.roles or caller.organisation != organisation:
        raise OwnPartnerOnly


def _own_partner_or_office(caller: Caller, organisation: UUID | None) -> None:
    # Stopping a signature must not wait for the organisation that gave the power.
    if "office" not in caller.roles:
        _own_partner(caller, organisation)


PERMITTED: Final[Mapping[type[commands.OrganisationCommand], Check]] = {
    commands.RegisterOrganisation: _office,
    commands.VerifyOrganisation: _office,
    commands.SuspendOrganisation: _office,
    commands.ReinstateOrganisation: _office,
    commands.RegisterRepresentative: _own_partner,
    commands.GrantMandate: _own_partner,
    commands.RevokeMandate: _own_partner_or_office,
}


def ensure_permitted(
    kind: type[commands.OrganisationCommand], caller: Caller, organisation: UUID | None
) -> None:
    """Raise Forbidden unless the caller's role and organisation allow such a command."""
    PERMITTED[kind](caller, organisation)


def may_see_private(caller: Caller, organisation: UUID, readers: frozenset[str] = READERS) -> bool:
    """Whether the caller is of this organisation, or holds a role that reads all of them."""
    return caller.organisation == organisation or bool(caller.roles & readers)


def may_erase(caller: Caller, organisation: UUID) -> bool:
    """Whether the caller may have a person's name and address erased."""
    own = "partner" in caller.roles and caller.organisation == organisation
    return own or "office" in caller.roles
