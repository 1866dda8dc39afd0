"""In which capacities a caller stands before a convention, and whether it may know of it."""

from enum import StrEnum
from uuid import UUID

from mithaq.commands import Caller

from conventions.domain.state import Convention, Party
from conventions.domain.state.convention import Answer
from conventions.domain.vocabulary import PartyRole


class Capacity(StrEnum):
    OFFICE = "office"
    LEAD = "lead"
    DRAFTER = "drafter"
    FUNDER = "funder"
    OWNER = "owner"
    SIGNATORY = "signatory"
    PARTY = "party"
    APPROVER = "approver"
    CONTROLLER = "controller"
    ACCOUNTANT = "accountant"


_OWNERS = frozenset({PartyRole.PROJECT_OWNER, PartyRole.DELEGATED_OWNER})
_ACTING = frozenset({"partner", "office"})
_SEES_ALL = frozenset({"office", "auditor", "service"})
_TREASURY = frozenset({"controller", "accountant"})


def capacities_of(convention: Convention, caller: Caller) -> frozenset[Capacity]:
    """Every capacity that the caller's token and its organisation's part here give it."""
    found = set(_of_token(convention, caller))
    acts_for = caller.organisation if caller.roles & _ACTING else None
    if acts_for is not None:
        if acts_for == convention.drafted_by:
            found.add(Capacity.DRAFTER)
        if party := convention.terms.parties.get(acts_for):
            found |= _of_party(convention, party)
    if any(is_asked(caller, approval.organisation_id) for approval in convention.approvals):
        found.add(Capacity.APPROVER)
    return frozenset(found)


def _of_token(convention: Convention, caller: Caller) -> set[Capacity]:
    found = set()
    if "office" in caller.roles:
        found.add(Capacity.OFFICE)
    if caller.organisation is None or caller.organisation in convention.terms.parties:
        found |= {Capacity(role) for role in caller.roles & _TREASURY}
    return found


def _of_party(convention: Convention, party: Party) -> set[Capacity]:
    found = {Capacity.PARTY}
    if PartyRole.LEAD in party.roles:
        found.add(Capacity.LEAD)
    if not _OWNERS.isdisjoint(party.roles):
        found.add(Capacity.OWNER)
    if party.signing_order is not None:
        found.add(Capacity.SIGNATORY)
    if PartyRole.FUNDER in party.roles or convention.terms.promised_by(party.organisation_id):
        found.add(Capacity.FUNDER)
    return found


def is_asked(caller: Caller, organisation_id: UUID | None) -> bool:
    """Whether a visa asked from that body, or from no one in particular, is this caller's."""
    if organisation_id is None:
        return "controller" in caller.roles
    return caller.organisation == organisation_id


def may_see(convention: Convention, caller: Caller) -> bool:
    """Parties, the drafter, bodies asked for a visa, the Treasury's network, office, auditors."""
    if caller.roles & _SEES_ALL:
        return True
    if caller.organisation is None:
        return bool(caller.roles & _TREASURY)
    involved = {convention.drafted_by, *convention.terms.parties}
    if caller.organisation in involved:
        return True
    return any(
        is_asked(caller, approval.organisation_id)
        for approval, answer in convention.approvals.items()
        if approval.organisation_id is not None or answer is Answer.AWAITED
    )
