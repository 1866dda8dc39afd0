"""Who may do and see what: capacities before a convention, visibility, whose money one moves."""

from enum import StrEnum
from uuid import UUID

from mithaq.commands import SYSTEM, Caller
from mithaq.visibility import Facts, Sight, sight_of

from conventions.domain.core.approvers import answers, decides
from conventions.domain.core.convention import Convention
from conventions.domain.core.rules import CallerWithoutOrganisation, NotTheFunder
from conventions.domain.core.terms import Party
from conventions.domain.core.vocabulary import PartyRole


class Capacity(StrEnum):
    OFFICE = "office"
    LEAD = "lead"
    DRAFTER = "drafter"
    FUNDER = "funder"
    OWNER = "owner"
    SIGNATORY = "signatory"
    PARTY = "party"
    NEWCOMER = "newcomer"  # who would join by the amendment under way
    APPROVER = "approver"
    DECIDER = "decider"
    CONTROLLER = "controller"
    ACCOUNTANT = "accountant"
    SYSTEM = "system"  # deadlines and reactions: what nobody does by hand


MANAGERS = (Capacity.OFFICE, Capacity.LEAD)
EDITORS = (*MANAGERS, Capacity.DRAFTER)
DRAFTERS = frozenset({"office", "partner"})  # roles that may draft a convention
_OWNERS = frozenset({PartyRole.PROJECT_OWNER, PartyRole.DELEGATED_OWNER})
_ACTING = frozenset({"partner", "office"})
_TREASURY = frozenset({"controller", "accountant"})


def capacities_of(convention: Convention, caller: Caller) -> frozenset[Capacity]:
    """Every capacity that the caller's token and its organisation's part here give it."""
    found = _of_token(convention, caller)
    acts_for = caller.organisation if caller.roles & _ACTING else None
    if acts_for is not None:
        if acts_for == convention.drafted_by:
            found.add(Capacity.DRAFTER)
        if party := convention.terms.parties.get(acts_for):
            found |= _of_party(convention, party)
        elif _joins(convention, acts_for):
            found.add(Capacity.NEWCOMER)
    rounds = (convention.approvals, *(each.approvals for each in convention.amendments.values()))
    if any(answers(caller, approval) for asked in rounds for approval in asked):
        found.add(Capacity.APPROVER)
    if any(decides(caller, condition) for condition in convention.terms.conditions.values()):
        found.add(Capacity.DECIDER)
    return frozenset(found)


def _joins(convention: Convention, organisation: UUID) -> bool:
    begun = convention.open_amendment
    joining = begun.operations.parties if begun else ()
    return any(party.organisation_id == organisation for party in joining)


def _of_token(convention: Convention, caller: Caller) -> set[Capacity]:
    found = set()
    if SYSTEM in caller.roles:
        found.add(Capacity.SYSTEM)
    if "office" in caller.roles:
        found.add(Capacity.OFFICE)
    if "treasury" in caller.roles or caller.organisation in convention.terms.parties:
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


def may_see(convention: Convention, caller: Caller) -> bool:
    """Its drafter, its parties, every body ever asked to approve it, and who sees everything."""
    return sight_of(caller).sees(facts_of(convention))


def facts_of(convention: Convention) -> Facts:
    return Facts(
        drafted_by=convention.drafted_by,
        parties=convention.terms.parties.keys(),
        asked=convention.asked,
    )


def listed_for(caller: Caller) -> Sight:
    """What a list shows this caller: exactly what it may see one by one.

    Raises CallerWithoutOrganisation where it may see no list at all.
    """
    sight = sight_of(caller)
    if not sight.everything:
        organisation_of(caller)
    return sight


def organisation_of(caller: Caller) -> UUID:
    """The organisation a caller acts for. Raises CallerWithoutOrganisation."""
    if caller.organisation is None:
        raise CallerWithoutOrganisation()
    return caller.organisation


def ensure_own_money(convention: Convention, caller: Caller, funder: UUID) -> None:
    """Its own funder moves a contribution."""
    if caller.organisation != funder:
        raise NotTheFunder(funder=convention.terms.name_of(funder))


def ensure_own_money_or_lead(convention: Convention, caller: Caller, funder: UUID) -> None:
    """Office, lead and drafter arrange every contribution, another party its own alone."""
    if "office" in caller.roles or caller.organisation == convention.drafted_by:
        return
    party = convention.terms.parties.get(caller.organisation) if caller.organisation else None
    if party is None or PartyRole.LEAD not in party.roles:
        ensure_own_money(convention, caller, funder)


def ensure_serves(convention: Convention, caller: Caller, funder: UUID) -> None:
    """A controller or accountant serves its own organisation, unless it is of the Treasury."""
    if "treasury" not in caller.roles:
        ensure_own_money(convention, caller, funder)
