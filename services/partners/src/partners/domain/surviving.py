"""Decisions on the other side of a merger: of the organisation that goes on for both.

Appended with the merged one's own events, all or nothing: of two mergers at once that concern one
organisation, the second finds it changed and decides afresh. So nobody is merged into what is
merged itself, and no circle comes about.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from partners.domain import commands, events, rules
from partners.domain.identity import OrganisationIdentity
from partners.domain.mandating import revoked
from partners.domain.organisation import Organisation
from partners.domain.standing import ensure_not_own
from partners.domain.vocabulary import OrganisationState

# Nine digits of the enterprise, four of its establishment, two check digits.
_ENTERPRISE = slice(9)


def ensure_survives(
    survivor: Organisation,
    survivor_id: UUID,
    merged: OrganisationIdentity,
    command: commands.ChangeCommand,
) -> None:
    """Raise unless it is active, and the same body for all that is known; nobody acts for it."""
    if survivor.identity is None:
        raise rules.OrganisationUnknown
    ensure_not_own(survivor, survivor_id, command)
    ensure_answering(survivor)
    if survivor.identity.kind != merged.kind:
        raise rules.MergerOfKinds(first=str(merged.kind), second=str(survivor.identity.kind))
    mine, theirs = survivor.identity.ice, merged.ice
    if mine and theirs and mine[_ENTERPRISE] != theirs[_ENTERPRISE]:
        raise rules.MergerOfEnterprises(first=theirs, second=mine)


def ensure_answering(survivor: Organisation) -> None:
    """Raise SurvivorNotActive."""
    if survivor.state is not OrganisationState.ACTIVE:
        name = survivor.identity.name_fr if survivor.identity else ""
        raise rules.SurvivorNotActive(organisation=name)


def absorb(
    survivor: Organisation,
    survivor_id: UUID,
    merged: OrganisationIdentity,
    command: commands.ChangeCommand,
) -> Sequence[events.OrganisationEvent]:
    """Decide; where the merger is only asked for, nothing yet."""
    ensure_survives(survivor, survivor_id, merged, command)
    if not isinstance(command, commands.ConfirmChange):
        return []
    return [
        events.OrganisationAbsorbed(organisation_id=survivor_id, absorbed=command.organisation_id)
    ]


def release(
    survivor: Organisation, survivor_id: UUID, command: commands.ChangeCommand
) -> Sequence[events.OrganisationEvent]:
    """From a suspended or closed one nobody is separated: that would end its suspension."""
    ensure_not_own(survivor, survivor_id, command)
    ensure_answering(survivor)
    if not isinstance(command, commands.ConfirmChange):
        return []
    return [
        events.OrganisationReleased(organisation_id=survivor_id, released=command.organisation_id)
    ]


def end_with(
    absorbed: Organisation, absorbed_id: UUID, closed_on: date, reason: str
) -> Sequence[events.OrganisationEvent]:
    """The mandates recorded under what a closed organisation answered for end with its own."""
    ending = [each for each in absorbed.mandates.values() if each.may_hold_from(closed_on)]
    return revoked(absorbed_id, ending, closed_on, reason)
