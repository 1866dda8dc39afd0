"""Decisions on the erasure of a person: asked by the person itself, or by two others."""

from collections.abc import Sequence
from uuid import UUID

from partners.domain import commands, events, rules
from partners.domain.mandating import ended_with, revoked
from partners.domain.organisation import Organisation


def request_erasure(
    organisation: Organisation, command: commands.RequestErasure
) -> Sequence[events.OrganisationEvent]:
    """The person itself is erased at once; another's request waits for a second person."""
    key = command.representative_id
    _ensure_known(organisation, key)
    if key in organisation.erased:
        return []
    if _is_oneself(organisation, command):
        return _erased(organisation, command, command.reason)
    asked = organisation.erasures.get(key)
    if asked is None:
        return [
            events.ErasureRequested(
                organisation_id=command.organisation_id,
                representative_id=key,
                reason=command.reason,
            )
        ]
    if asked.by != command.caller.person:
        raise rules.ErasureAlreadyRequested
    return []


def confirm_erasure(
    organisation: Organisation, command: commands.ConfirmErasure
) -> Sequence[events.OrganisationEvent]:
    """Another person than who asked for it. What is erased already stays so."""
    key = command.representative_id
    _ensure_known(organisation, key)
    if key in organisation.erased:
        return []
    asked = organisation.erasures.get(key)
    if asked is None:
        raise rules.ErasureNotRequested
    if asked.by == command.caller.person:
        raise rules.RequesterMayNotConfirmErasure
    return _erased(organisation, command, asked.reason)


def _ensure_known(organisation: Organisation, representative_id: UUID) -> None:
    if representative_id not in organisation.persons:
        raise rules.RepresentativeUnknown


def _is_oneself(organisation: Organisation, command: commands.ErasureCommand) -> bool:
    return organisation.persons[command.representative_id] == command.caller.person


def _erased(
    organisation: Organisation, command: commands.ErasureCommand, reason: str
) -> Sequence[events.OrganisationEvent]:
    """The person's mandates end with it, those that would hold on that day or later.

    What was delegated from them ends with them.
    """
    person = command.representative_id
    erased = events.RepresentativeErased(
        organisation_id=command.organisation_id, representative_id=person, reason=reason
    )
    theirs = [
        held
        for held in organisation.mandates.values()
        if held.mandate.representative_id == person and held.may_hold_from(command.on)
    ]
    ending = {each.mandate.mandate_id: each for each in theirs}
    for held in theirs:
        ending |= {m.mandate.mandate_id: m for m in ended_with(organisation, held, command.on)}
    return [erased, *revoked(command.organisation_id, ending.values(), command.on, reason)]
