"""Remove a party: never one with an unsettled balance or an open tranche (rule 6)."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from mithaq.errors import RuleBroken
from mithaq.money import ZERO, Money

from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core.amendment import Operations
from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.held_balance import held_of, holders_of
from conventions.domain.core.obliged import PartyObliged, ensure_free_of_obligations
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.terms import Contribution, Terms
from conventions.domain.core.tranche import Tranche


class PartyUnsettled(RuleBroken):
    """A party leaves once it owes nothing, is owed nothing and holds nothing (rule 6)."""

    code = "party-unsettled"


def _written(setting: Setting) -> None:
    for party in setting.operations.removed_parties:
        if party not in setting.convention.terms.parties:
            raise PartyUnknown(organisation=str(party))


def departed(terms: Terms, party: UUID) -> Terms:
    """The terms once it left: what it paid stays, under its name."""
    leaver = terms.parties.get(party)
    if leaver is None:
        return terms
    stay = {k: v for k, v in terms.parties.items() if k != party}
    return replace(terms, parties=stay, departed={**terms.departed, party: leaver})


def _apply(terms: Terms, operations: Operations) -> Terms:
    for party in operations.removed_parties:
        terms = departed(terms, party)
    return terms


def _holds(setting: Setting) -> None:
    for party in setting.operations.removed_parties:
        ensure_holds_nothing(setting.convention, party)
        ensure_shares_nothing(setting, party)
        ensure_free_of_obligations(setting.convention, setting.after, party)
        for pledge in setting.after.pledges():
            if pledge.organisation_id == party:
                ensure_settled(setting.convention, pledge)


def ensure_holds_nothing(convention: Convention, party: UUID) -> None:
    """What was paid to build with and is not justified yet is handed over first."""
    held = held_of(convention)
    if held and party in holders_of(convention.terms):
        name = convention.terms.name_of(party)
        raise PartyUnsettled(party=name, tranches=(), unpaid=str(ZERO), unjustified=str(held))


def ensure_shares_nothing(setting: Setting, party: UUID) -> None:
    """A share is a promise of which nothing was paid."""
    mine = [each for each in setting.after.unsplit() if each.organisation_id == party]
    if mine:
        name = setting.convention.terms.name_of(party)
        unpaid = str(Money.sum(share.amount for share in mine))
        raise PartyUnsettled(party=name, tranches=(), unpaid=unpaid, unjustified=str(ZERO))


def ensure_settled(convention: Convention, pledge: Contribution) -> None:
    """All of it was paid and justified, or delivered and accepted; nothing went beyond."""
    schedule = schedule_of(convention, pledge.contribution)
    if pledge.payable:
        paid, proved = Money.sum(t.paid for t in schedule), Money.sum(t.justified for t in schedule)
    else:
        delivery = convention.deliveries.get(pledge.contribution, Delivery())
        paid, proved = delivery.delivered.total, delivery.accepted.total
    beyond = Money.sum(tranche.beyond for tranche in schedule)
    open_tranches = tuple(_open(schedule))
    if pledge.amount == paid == proved and not beyond and not open_tranches:
        return
    raise PartyUnsettled(
        party=convention.terms.name_of(pledge.organisation_id),
        tranches=open_tranches,
        unpaid=str(pledge.amount - paid),
        unjustified=str(paid - proved + beyond),
    )


def _open(schedule: list[Tranche]) -> Iterator[str]:
    """Of which money moved that is not at its end; one that is only planned goes with the party."""
    return (t.tranche for t in schedule if t.called and not t.settled)


DEPARTURE = Operation(
    fields=("removed_parties",),
    written=_written,
    apply=_apply,
    holds=_holds,
    signed_by=lambda _, operations: frozenset(operations.removed_parties),
    writing_rules=(PartyUnknown,),
    holding_rules=(PartyUnsettled, PartyObliged),
)
