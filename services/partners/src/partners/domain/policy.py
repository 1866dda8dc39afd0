"""Who may give which command, and who may read what."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final
from uuid import UUID

from mithaq.commands import Caller

from partners.domain import commands
from partners.domain.rules import OfficeOnly, OwnPartnerOnly


class Capacity(StrEnum):
    """The ministry's office, or someone who acts for the organisation concerned."""

    OFFICE = "office"
    PARTNER = "partner"


# Who reads the private side of any organisation: signatories, their mandates.
READERS: Final = frozenset({"office", "auditor", "controller", "service"})
# Who reads a person's contact, and who has it erased, beside the person's own organisation.
CONTACT_READERS: Final = frozenset({"office", "service"})

_OFFICE: Final = (Capacity.OFFICE,)
_PARTNER: Final = (Capacity.PARTNER,)

PERMITTED: Final[Mapping[type[commands.OrganisationCommand], tuple[Capacity, ...]]] = {
    commands.RegisterOrganisation: _OFFICE,
    commands.VerifyOrganisation: _OFFICE,
    commands.SuspendOrganisation: _OFFICE,
    commands.ReinstateOrganisation: _OFFICE,
    commands.RegisterRepresentative: _PARTNER,
    commands.GrantMandate: _PARTNER,
    # Stopping a signature must not wait for the organisation that gave the power.
    commands.RevokeMandate: (Capacity.PARTNER, Capacity.OFFICE),
}


def ensure_may_give(
    kind: type[commands.OrganisationCommand], header: commands.CommandHeader
) -> None:
    """Raise OfficeOnly or OwnPartnerOnly unless the caller holds a capacity that may give it."""
    held = _capacities_of(header.caller, header.organisation_id)
    if held.isdisjoint(PERMITTED[kind]):
        raise OwnPartnerOnly if Capacity.PARTNER in PERMITTED[kind] else OfficeOnly


def capacity_in(command: commands.OrganisationCommand) -> str:
    """In which capacity it is given, for the record; whether it may be is decided later."""
    held = _capacities_of(command.caller, command.organisation_id)
    return next((str(each) for each in PERMITTED[type(command)] if each in held), "none")


def may_see_private(caller: Caller, organisation: UUID, readers: frozenset[str] = READERS) -> bool:
    """Whether the caller is of this organisation, or holds a role that reads all of them."""
    return caller.organisation == organisation or bool(caller.roles & readers)


def may_erase(caller: Caller, organisation: UUID) -> bool:
    """Whether the caller may have a person's name and address erased."""
    return bool(_capacities_of(caller, organisation))


def _capacities_of(caller: Caller, organisation: UUID) -> frozenset[Capacity]:
    found = set()
    if "office" in caller.roles:
        found.add(Capacity.OFFICE)
    if "partner" in caller.roles and caller.organisation == organisation:
        found.add(Capacity.PARTNER)
    return frozenset(found)
