"""Replace a delegated owner (MOD): another builds in the owner's name, with the balance it held.

What the leaver held of the money paid is handed over, told by amount, as it is on the day.
"""

from dataclasses import replace
from uuid import UUID

from mithaq.errors import RuleBroken
from mithaq.states import put

from conventions.domain.amendments.operations.accession import leavers_of
from conventions.domain.amendments.operations.balances import (
    BalanceDiffers,
    BalanceUnsaid,
    handed_over,
)
from conventions.domain.amendments.operations.departure import departed
from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.amendments.operations.succession import SuccessorLeaves
from conventions.domain.core.amendment import Operations
from conventions.domain.core.convention import Convention
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.terms import Party, Terms
from conventions.domain.core.vocabulary import PartyRole

_ROLE = PartyRole.DELEGATED_OWNER


class NotDelegatedOwner(RuleBroken):
    """Who is replaced as delegated owner is one."""

    code = "not-delegated-owner"


def _written(setting: Setting) -> None:
    change, parties = setting.operations.delegated_owner, setting.convention.terms.parties
    if change is None:
        return
    leaver = parties.get(change.leaver)
    if leaver is None or _ROLE not in leaver.roles:
        raise NotDelegatedOwner(organisation=setting.convention.terms.name_of(change.leaver))
    if change.successor in {change.leaver, *leavers_of(setting.operations)}:
        raise SuccessorLeaves(organisation=setting.convention.terms.name_of(change.successor))
    if change.successor not in setting.after.parties:
        raise PartyUnknown(organisation=str(change.successor))


def _apply(terms: Terms, operations: Operations) -> Terms:
    change = operations.delegated_owner
    leaver = terms.parties.get(change.leaver) if change else None
    successor = terms.parties.get(change.successor) if change else None
    if leaver is None or successor is None:
        return terms
    roles = successor.roles if _ROLE in successor.roles else (*successor.roles, _ROLE)
    parties = put(terms.parties, successor.organisation_id, replace(successor, roles=roles))
    return _released(replace(terms, parties=parties), leaver)


def _released(terms: Terms, leaver: Party) -> Terms:
    """It keeps its other roles; who has none left and owes nothing leaves."""
    left = tuple(role for role in leaver.roles if role != _ROLE)
    if not left and not terms.promised_by(leaver.organisation_id):
        return departed(terms, leaver.organisation_id)
    stays = replace(leaver, roles=left or (PartyRole.FUNDER,))
    return replace(terms, parties=put(terms.parties, leaver.organisation_id, stays))


def _holds(setting: Setting) -> None:
    handed_over(setting.convention, setting.operations)


def _concerned(convention: Convention, operations: Operations) -> frozenset[UUID]:
    """Both, and those in whose name they build."""
    change = operations.delegated_owner
    if change is None:
        return frozenset()
    parties = convention.terms.parties.items()
    owners = (key for key, party in parties if PartyRole.PROJECT_OWNER in party.roles)
    return frozenset((change.leaver, change.successor, *owners))


DELEGATION = Operation(
    fields=("delegated_owner",),
    written=_written,
    apply=_apply,
    holds=_holds,
    signed_by=_concerned,
    writing_rules=(NotDelegatedOwner, SuccessorLeaves, PartyUnknown),
    holding_rules=(BalanceUnsaid, BalanceDiffers),
)
