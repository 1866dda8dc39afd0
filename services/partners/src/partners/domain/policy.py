"""Who may give which command, and who may read what."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, get_args
from uuid import UUID

from mithaq.commands import SYSTEM, Caller
from mithaq.visibility import Facts, may_see

from partners.domain import commands
from partners.domain.organisation import Organisation
from partners.domain.rules import ByItselfOnly, OfficeOnly, OwnPartnerOnly
from partners.domain.vocabulary import ChangeAct


class Capacity(StrEnum):
    """The ministry's office, who acts for the organisation, the very person concerned, or time."""

    OFFICE = "office"
    PARTNER = "partner"
    PERSON = "person"
    SYSTEM = "system"


# Who reads a person's contact, beside the person's own organisation.
CONTACT_READERS: Final = frozenset({"office", "service"})

_OFFICE: Final = (Capacity.OFFICE,)
_PARTNER: Final = (Capacity.PARTNER,)
# What takes two persons, so that an organisation with one finds its second at the office.
_EITHER: Final = (Capacity.PARTNER, Capacity.OFFICE)
_ERASING: Final = (*_EITHER, Capacity.PERSON)

_OF_A_PERSON: Final = (*get_args(commands.ErasureCommand), commands.CorrectRepresentative)

PERMITTED: Final[Mapping[type[commands.OrganisationCommand], tuple[Capacity, ...]]] = {
    commands.RegisterOrganisation: _OFFICE,
    commands.VerifyOrganisation: _OFFICE,
    commands.SuspendOrganisation: _OFFICE,
    commands.ReinstateOrganisation: _OFFICE,
    # An organisation may ask to be closed; every other change is the office's to see.
    commands.AskChange: _EITHER,
    commands.ConfirmChange: _OFFICE,
    commands.DeclineChange: _EITHER,
    commands.RegisterRepresentative: _EITHER,
    commands.CorrectRepresentative: _ERASING,
    commands.RecordMandate: _PARTNER,
    commands.DelegateMandate: _PARTNER,
    commands.ConfirmMandate: _EITHER,
    commands.DeclineMandate: _EITHER,
    # Stopping a signature must not wait for the organisation that gave the power.
    commands.RevokeMandate: _EITHER,
    commands.EndMandate: (Capacity.SYSTEM,),
    commands.WarnOfMandateEnd: (Capacity.SYSTEM,),
    commands.RequestErasure: _ERASING,
    commands.ConfirmErasure: _ERASING,
}


def ensure_may_give(command: commands.OrganisationCommand, organisation: Organisation) -> None:
    """Raise OfficeOnly, OwnPartnerOnly or ByItselfOnly without a capacity that may give it."""
    if not may_give(command, organisation):
        permitted = permitted_in(command, organisation)
        if Capacity.SYSTEM in permitted:
            raise ByItselfOnly
        raise OwnPartnerOnly if Capacity.PARTNER in permitted else OfficeOnly


def may_give(command: commands.OrganisationCommand, organisation: Organisation) -> bool:
    """Whether its caller has a capacity that may give it, whatever else it breaks."""
    held = _capacities_in(command, organisation)
    return not held.isdisjoint(permitted_in(command, organisation))


def permitted_in(
    command: commands.OrganisationCommand, organisation: Organisation
) -> tuple[Capacity, ...]:
    """Of the changes of itself, an organisation asks for its closure alone, or gives that up."""
    act: ChangeAct | None = ChangeAct.CLOSURE
    if isinstance(command, commands.AskChange):
        act = command.change.act
    elif isinstance(command, commands.DeclineChange):
        act = organisation.asked.change.act if organisation.asked else None
    return PERMITTED[type(command)] if act is ChangeAct.CLOSURE else _OFFICE


def ensure_may_name(header: commands.CommandHeader) -> None:
    """As `ensure_may_give` for naming a representative, before the command can be made."""
    held = _capacities_of(header.caller, header.organisation_id)
    if held.isdisjoint(PERMITTED[commands.RegisterRepresentative]):
        raise OwnPartnerOnly


def capacity_in(command: commands.OrganisationCommand) -> str:
    """In which capacity it is given, for the record; whether it may be is decided later.

    Who holds none of those in a token can only be the person concerned.
    """
    held, permitted = (
        _capacities_of(command.caller, command.organisation_id),
        PERMITTED[type(command)],
    )
    otherwise = Capacity.PERSON if Capacity.PERSON in permitted else "none"
    return str(next((each for each in permitted if each in held), otherwise))


def _capacities_in(
    command: commands.OrganisationCommand, organisation: Organisation
) -> frozenset[Capacity]:
    held = _capacities_of(command.caller, command.organisation_id)
    if isinstance(command, _OF_A_PERSON) and (
        organisation.persons.get(command.representative_id) == command.caller.person
    ):
        return held | {Capacity.PERSON}
    return held


def may_see_private(caller: Caller, organisation: UUID) -> bool:
    """Who reads an organisation's private side, its signatories and mandates: the common table."""
    return may_see(caller, Facts(subject=organisation))


def may_read_contact(caller: Caller, organisation: UUID) -> bool:
    """A person's name and address: their organisation's partners, the office, and who writes."""
    of_theirs = "partner" in caller.roles and caller.organisation == organisation
    return of_theirs or not CONTACT_READERS.isdisjoint(caller.roles)


def _capacities_of(caller: Caller, organisation: UUID) -> frozenset[Capacity]:
    found = set()
    if SYSTEM in caller.roles:
        found.add(Capacity.SYSTEM)
    if "office" in caller.roles:
        found.add(Capacity.OFFICE)
    if "partner" in caller.roles and caller.organisation == organisation:
        found.add(Capacity.PARTNER)
    return frozenset(found)
