"""What each command makes of an organisation: events, or a rule's refusal."""

from collections.abc import Sequence
from typing import assert_never
from uuid import UUID

from partners.domain import commands, representing, standing
from partners.domain.access import OrganisationUnknown
from partners.domain.events import OrganisationEvent
from partners.domain.organisation import Organisation
from partners.domain.policy import ensure_permitted


def decide(
    organisation: Organisation, command: commands.OrganisationCommand
) -> Sequence[OrganisationEvent]:
    """The events of this command on this organisation. Raises the rule it breaks."""
    if isinstance(command, commands.RegisterOrganisation):
        ensure_permitted(type(command), command.caller, None)
        return [standing.register(organisation, command)]
    if organisation.id is None:
        raise OrganisationUnknown
    ensure_permitted(type(command), command.caller, organisation.id)
    return [_decide_known(organisation, organisation.id, command)]


def _decide_known(
    organisation: Organisation, id_: UUID, command: commands.KnownOrganisationCommand
) -> OrganisationEvent:
    match command:
        case commands.VerifyOrganisation():
            event: OrganisationEvent = standing.verify(organisation, id_, command)
        case commands.SuspendOrganisation():
            event = standing.suspend(organisation, id_, command)
        case commands.ReinstateOrganisation():
            event = standing.reinstate(organisation, id_, command)
        case commands.RegisterRepresentative():
            event = representing.register_representative(organisation, id_, command)
        case commands.GrantMandate():
            event = representing.grant_mandate(organisation, id_, command)
        case commands.RevokeMandate():
            event = representing.revoke_mandate(organisation, id_, command)
        case _:
            assert_never(command)
    return event
