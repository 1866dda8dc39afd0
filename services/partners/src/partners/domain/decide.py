"""What each command makes of an organisation: events, or a rule's refusal."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from partners.domain import (
    changing,
    commands,
    delegating,
    erasing,
    events,
    mandating,
    signatories,
    standing,
)
from partners.domain.organisation import Organisation
from partners.domain.policy import ensure_may_give
from partners.domain.rules import OrganisationUnknown

Decision = Callable[[Organisation, Any], Sequence[events.OrganisationEvent]]


def _one(deciding: Callable[[Organisation, Any], events.OrganisationEvent]) -> Decision:
    """Of a decision that answers its one event."""
    return lambda organisation, command: [deciding(organisation, command)]


DECISIONS: Final[Mapping[type[commands.OrganisationCommand], Decision]] = MappingProxyType(
    {
        commands.RegisterOrganisation: standing.register,
        commands.VerifyOrganisation: _one(standing.verify),
        commands.SuspendOrganisation: _one(standing.suspend),
        commands.ReinstateOrganisation: _one(standing.reinstate),
        commands.AskChange: changing.ask_change,
        commands.ConfirmChange: changing.confirm_change,
        commands.DeclineChange: changing.decline_change,
        commands.RegisterRepresentative: _one(signatories.register_representative),
        commands.CorrectRepresentative: _one(signatories.correct_representative),
        commands.RecordMandate: mandating.record_mandate,
        commands.DelegateMandate: delegating.delegate_mandate,
        commands.ConfirmMandate: _one(mandating.confirm_mandate),
        commands.DeclineMandate: _one(mandating.decline_mandate),
        commands.RevokeMandate: mandating.revoke_mandate,
        commands.EndMandate: mandating.end_mandate,
        commands.WarnOfMandateEnd: mandating.warn_of_end,
        commands.RequestErasure: erasing.request_erasure,
        commands.ConfirmErasure: erasing.confirm_erasure,
    }
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
    return DECISIONS[type(command)](organisation, command)
