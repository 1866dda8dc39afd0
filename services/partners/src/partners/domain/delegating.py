"""Decisions on mandates that the holder of another gives: within it, and no longer than it."""

from collections.abc import Sequence
from uuid import UUID

from partners.domain import commands, events, rules
from partners.domain.mandate import ensure_within
from partners.domain.mandating import known_mandate, recorded
from partners.domain.organisation import HeldMandate, Organisation


def delegate_mandate(
    organisation: Organisation, command: commands.DelegateMandate
) -> Sequence[events.OrganisationEvent]:
    """Told like any mandate, and what it comes from; a third person confirms it as any other."""
    given = known_mandate(organisation, command.delegated_from)
    _ensure_delegable(organisation, given, command)
    mandate = command.mandate
    told = recorded(organisation, command, mandate, command.depth)
    if mandate.representative_id in _holders(organisation, given):
        raise rules.DelegationInCircle
    ensure_within(mandate, given.mandate, given.ends_on)
    delegated = events.MandateDelegated(
        organisation_id=command.organisation_id,
        representative_id=mandate.representative_id,
        mandate_id=mandate.mandate_id,
        delegated_from=command.delegated_from,
    )
    return [told[0], delegated, *told[1:]]


def _ensure_delegable(
    organisation: Organisation, given: HeldMandate, command: commands.DelegateMandate
) -> None:
    holder = given.mandate.representative_id
    if organisation.persons[holder] != command.caller.person:
        raise rules.OnlyHolderDelegates
    if not given.holds_on(command.on):
        raise rules.DelegatorNotEmpowered
    if command.depth >= given.depth:
        raise rules.DelegationNotAllowed(depth=given.depth, asked=command.depth + 1)


def _holders(organisation: Organisation, given: HeldMandate) -> frozenset[UUID]:
    """Everybody through whose hands the power came."""
    found, above = {given.mandate.representative_id}, given.delegated_from
    while above is not None:
        held = organisation.mandates[above]
        found.add(held.mandate.representative_id)
        above = held.delegated_from
    return frozenset(found)
