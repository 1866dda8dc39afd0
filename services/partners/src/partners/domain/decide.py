"""What each command makes of an organisation: events, or a rule's refusal."""

from collections.abc import Sequence
from typing import assert_never

from partners.domain import commands, events, signatories, standing
from partners.domain.organisation import Organisation
from partners.domain.policy import ensure_may_give
from partners.domain.rules import OrganisationUnknown


def decide(
    organisation: Organisation, command: commands.OrganisationCommand
) -> Sequence[events.OrganisationEvent]:
    """The events of this command on this organisation. Raises the rule it breaks."""
    if organisation.state is None and not isinstance(command, commands.RegisterOrganisation):
        raise OrganisationUnknown
    ensure_may_give(type(command), command.header)
    return [_decided(organisation, command)]


def _decided(
    organisation: Organisation, command: commands.OrganisationCommand
) -> events.OrganisationEvent:
    match command:
        case commands.RegisterOrganisation():
            event: events.OrganisationEvent = standing.register(organisation, command)
        case commands.VerifyOrganisation():
            event = standing.verify(organisation, command)
        case commands.SuspendOrganisation():
            event = standing.suspend(organisation, command)
        case commands.ReinstateOrganisation():
            event = standing.reinstate(organisation, command)
        case commands.RegisterRepresentative():
            event = signatories.register_representative(organisation, command)
        case commands.GrantMandate():
            event = signatories.grant_mandate(organisation, command)
        case commands.RevokeMandate():
            event = signatories.revoke_mandate(organisation, command)
        case _:
            assert_never(command)
    return event
