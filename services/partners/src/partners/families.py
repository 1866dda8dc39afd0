"""Organisations that are one body, or attached to one another: who acts for which, who is above."""

from dataclasses import replace
from uuid import UUID

from mithaq.commands import Caller

from partners.domain import commands
from partners.domain.change import OrganisationChange
from partners.domain.organisation import Organisation
from partners.domain.rules import AttachmentInCircle
from partners.domain.standing import ensure_not_own
from partners.streams import OrganisationStreams, stream_of

# What nobody decides of an organisation that is their own, under whichever of its entries.
_NOT_OWN = (commands.VerifyOrganisation, commands.ReinstateOrganisation, commands.ConfirmChange)


async def acting_for(
    organisations: OrganisationStreams,
    organisation: Organisation,
    organisation_id: UUID,
    by: Caller,
) -> Caller:
    """The caller; one of the organisation that answers for a merged one acts as the merged one."""
    above = organisation
    while above.merged_into is not None and by.organisation != organisation_id:
        if by.organisation == above.merged_into:
            return replace(by, organisation=organisation_id)
        above = await _state(organisations, above.merged_into)
    return by


async def ensure_no_own(
    organisations: OrganisationStreams,
    organisation: Organisation,
    command: commands.OrganisationCommand,
) -> None:
    """Raise OwnStanding for who acts for any entry of the body that the command is about."""
    if not isinstance(command, _NOT_OWN):
        return
    concerned = {command.organisation_id}
    if organisation.asked is not None and organisation.asked.change.into is not None:
        concerned.add(organisation.asked.change.into)
    for each in await _family(organisations, concerned) - {command.organisation_id}:
        ensure_not_own(await _state(organisations, each), each, command)


async def ensure_no_circle(
    organisations: OrganisationStreams,
    organisation: Organisation,
    command: commands.OrganisationCommand,
) -> None:
    """Raise AttachmentInCircle where a change would put an organisation above itself.

    Of two confirmations in the very same moment the second may be missed, as by a closure.
    """
    change = changed_by(organisation, command)
    if change is None:
        return
    above, seen = change.parent or change.into, set[UUID]()
    if above == command.organisation_id:
        return
    while above is not None and above not in seen:
        seen.add(above)
        state = await _state(organisations, above)
        above = state.merged_into or state.parent
        if above == command.organisation_id:
            raise AttachmentInCircle


def changed_by(
    organisation: Organisation, command: commands.OrganisationCommand
) -> OrganisationChange | None:
    """The change that the command asks for, or lets happen."""
    match command:
        case commands.AskChange(change=change):
            return change
        case commands.ConfirmChange() if organisation.asked is not None:
            return organisation.asked.change
        case _:
            return None


async def _family(organisations: OrganisationStreams, these: set[UUID]) -> set[UUID]:
    """These, whatever answers for them, and all that they answer for."""
    found: set[UUID] = set()
    while unseen := these - found:
        found |= unseen
        for each in unseen:
            state = await _state(organisations, each)
            these |= state.absorbed | ({state.merged_into} if state.merged_into else set())
    return found


async def absorbed_by(organisations: OrganisationStreams, organisation: Organisation) -> list[UUID]:
    """Everything that an organisation answers for, at whatever remove."""
    found: list[UUID] = []
    unseen = sorted(organisation.absorbed)
    while unseen:
        found += unseen
        states = [await _state(organisations, each) for each in unseen]
        unseen = sorted({each for state in states for each in state.absorbed}.difference(found))
    return found


async def _state(organisations: OrganisationStreams, organisation_id: UUID) -> Organisation:
    return (await organisations.load(stream_of(organisation_id))).state
