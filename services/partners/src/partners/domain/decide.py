"""What each command makes of an organisation: events, or a rule's refusal."""

from collections.abc import Sequence
from typing import assert_never

from partners.domain import commands, erasing, events, mandating, signatories, standing
from partners.domain.organisation import Organisation
from partners.domain.policy import ensure_may_give
from partners.domain.rules import OrganisationUnknown

_Standing = (
    commands.RegisterOrganisation
    | commands.VerifyOrganisation
    | commands.SuspendOrganisation
    | commands.ReinstateOrganisation
)
_Mandating = (
    commands.RecordMandate
    | commands.ConfirmMandate
    | commands.DeclineMandate
    | commands.RevokeMandate
)


def decide(
    organisation: Organisation, command: commands.OrganisationCommand
) -> Sequence[events.OrganisationEvent]:
    """The events of this command on this organisation, none if it changes nothing.

    Raises the rule it breaks.
    """
    if organisation.state is None and not isinstance(command, commands.RegisterOrganisation):
        raise OrganisationUnknown
    ensure_may_give(command, organisation)
    if isinstance(command, commands.RequestErasure):
        return erasing.request_erasure(organisation, command)
    if isinstance(command, commands.ConfirmErasure):
        return erasing.confirm_erasure(organisation, command)
    if isinstance(command, commands.EndMandate):
        return mandating.end_mandate(organisation, command)
    if isinstance(command, _Mandating):
        return [_on_mandate(organisation, command)]
    if isinstance(command, commands.RegisterRepresentative):
        return [signatories.register_representative(organisation, command)]
    return [_on_standing(organisation, command)]


def _on_standing(organisation: Organisation, command: _Standing) -> events.OrganisationEvent:
    match command:
        case commands.RegisterOrganisation():
            event: events.OrganisationEvent = standing.register(organisation, command)
        case commands.VerifyOrganisation():
            event = standing.verify(organisation, command)
        case commands.SuspendOrganisation():
            event = standing.suspend(organisation, command)
        case commands.ReinstateOrganisation():
            event = standing.reinstate(organisation, command)
        case _:
            assert_never(command)
    return event


def _on_mandate(organisation: Organisation, command: _Mandating) -> events.OrganisationEvent:
    match command:
        case commands.RecordMandate():
            event: events.OrganisationEvent = mandating.record_mandate(organisation, command)
        case commands.ConfirmMandate():
            event = mandating.confirm_mandate(organisation, command)
        case commands.DeclineMandate():
            event = mandating.decline_mandate(organisation, command)
        case commands.RevokeMandate():
            event = mandating.revoke_mandate(organisation, command)
        case _:
            assert_never(command)
    return event
