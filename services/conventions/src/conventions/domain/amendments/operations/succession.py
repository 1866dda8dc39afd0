"""Replace a party: the successor takes its place and its unpaid promises; what was paid stays.

The successor signs and the leaver signs too. What was called of the leaver and not paid is paid, or
taken back, first.
"""

from dataclasses import replace
from uuid import UUID

from mithaq.errors import Invalid, RuleBroken
from mithaq.states import put

from conventions.domain.amendments.operations.accession import leavers_of
from conventions.domain.amendments.operations.amounts import paid_at_least
from conventions.domain.amendments.operations.balances import (
    BalanceDiffers,
    BalanceUnsaid,
    handed_over,
)
from conventions.domain.amendments.operations.departure import departed
from conventions.domain.amendments.operations.handing import handed_on
from conventions.domain.amendments.operations.names import NameTaken, ensure_free, ensure_share_free
from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations, Succession
from conventions.domain.core.convention import Convention
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.terms import Party, Terms


class SuccessorLeaves(Invalid):
    """Who takes another's place stays."""

    code = "successor-leaves"


class SuccessionIncomplete(RuleBroken):
    """A party that is replaced keeps what it paid, and owes nothing any more."""

    code = "succession-incomplete"


def _written(setting: Setting) -> None:
    convention, operations = setting.convention, setting.operations
    leavers = leavers_of(operations)
    names = (str(each.leaver) for each in operations.replaced_parties)
    core.ensure_named_once("parties", (*names, *map(str, operations.removed_parties)))
    for each in operations.replaced_parties:
        if each.leaver not in convention.terms.parties:
            raise PartyUnknown(organisation=str(each.leaver))
        if each.successor in leavers:
            raise SuccessorLeaves(organisation=convention.terms.name_of(each.successor))
        if each.successor not in setting.after.parties:
            raise PartyUnknown(organisation=str(each.successor))
        for pledge in each.handed:
            ensure_free(convention, pledge.to)
        for share in each.shares:
            ensure_share_free(convention, share.to)


def _apply(terms: Terms, operations: Operations) -> Terms:
    for each in operations.replaced_parties:
        terms = _succeeded(terms, each)
    return terms


def _succeeded(terms: Terms, succession: Succession) -> Terms:
    leaver = terms.parties.get(succession.leaver)
    successor = terms.parties.get(succession.successor)
    if leaver is None or successor is None:
        return terms
    joined = _in_place_of(successor, leaver)
    parties = put(terms.parties, successor.organisation_id, joined)
    handed = handed_on(terms, succession)
    return departed(replace(handed, parties=parties), succession.leaver)


def _in_place_of(successor: Party, leaver: Party) -> Party:
    """With its own roles and the leaver's; it signs in its own group, else in the leaver's."""
    more = (role for role in leaver.roles if role not in successor.roles)
    order = successor.signing_order if successor.signing_order is not None else leaver.signing_order
    return replace(successor, roles=(*successor.roles, *more), signing_order=order)


def _holds(setting: Setting) -> None:
    """What is left to the leaver is what it paid, and no more, from the day of the effect on."""
    convention = setting.convention
    handed_over(convention, setting.operations)
    leavers = {each.leaver for each in setting.operations.replaced_parties}
    for pledge in setting.after.pledges():
        if pledge.organisation_id not in leavers:
            continue
        schedule = schedule_of(convention, pledge.contribution)
        since = setting.money_since
        paid = paid_at_least(convention, pledge.contribution, schedule, since)
        if pledge.amount > paid:
            raise SuccessionIncomplete(
                party=convention.terms.name_of(pledge.organisation_id),
                contribution=pledge.contribution,
                left=str(pledge.amount - paid),
            )


def _both(_: Convention, operations: Operations) -> frozenset[UUID]:
    both = ((each.leaver, each.successor) for each in operations.replaced_parties)
    return frozenset(party for pair in both for party in pair)


SUCCESSION = Operation(
    fields=("replaced_parties",),
    written=_written,
    apply=_apply,
    holds=_holds,
    signed_by=_both,
    writing_rules=(PartyUnknown, SuccessorLeaves, NameTaken),
    holding_rules=(SuccessionIncomplete, BalanceUnsaid, BalanceDiffers),
)
