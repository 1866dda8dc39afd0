"""What the plan is and what an amendment would make of it, party by party."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.errors import MithaqError, Value
from mithaq.money import Money

from conventions.domain.amendments import effect, events, rules
from conventions.domain.amendments.operations.duration import end_of
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Terms
from conventions.domain.ending.settling import what_is_left


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyOutlook:
    """What a party promises in all, before and after; it `joins` or `leaves` by the amendment."""

    organisation_id: UUID
    name: str
    before: Money
    after: Money
    joins: bool
    leaves: bool
    signs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """`refused_by` is the rule that keeps it from taking effect as things stand, and its values."""

    total_before: Money
    total_after: Money
    ends_on_before: date | None
    ends_on_after: date | None
    parties: tuple[PartyOutlook, ...]
    contributions: tuple[events.ContributionChange, ...]
    actions: tuple[events.ActionChange, ...]
    costs: tuple[events.CostChange, ...]
    refused_by: str | None
    values: Mapping[str, Value]


def outlook_of(convention: Convention, amendment: Amendment, on: date) -> Outlook:
    """As if it took effect on that day, in an amendment that is still open."""
    before, after = convention.terms, result_of(convention, amendment)
    refusal = _refusal(convention, amendment, on)
    ends_on = amendment.operations.ends_on
    return Outlook(
        total_before=before.outline.total,
        total_after=after.outline.total,
        ends_on_before=convention.ends_on,
        ends_on_after=end_of(convention, ends_on),
        parties=_parties(convention, amendment, after),
        contributions=effect.changed_contributions(before, after),
        actions=effect.changed_actions(before, after),
        costs=effect.changed_costs(before, after),
        refused_by=refusal.code if refusal else None,
        values=refusal.values if refusal else {},
    )


def result_of(convention: Convention, amendment: Amendment | None = None) -> Terms:
    """The terms as that amendment, else the one under way, would make them; else as they are."""
    begun = amendment or convention.open_amendment
    if begun is None or not begun.open:
        return convention.terms
    if begun.operations.termination is not None:
        return what_is_left(convention)
    return effect.amended(convention.terms, begun.operations)


def promises_of(terms: Terms) -> Counter[UUID]:
    """In centimes, all that each party promises."""
    promised: Counter[UUID] = Counter()
    for pledge in terms.promises():
        promised[pledge.organisation_id] += pledge.amount.centimes
    return promised


def _refusal(convention: Convention, amendment: Amendment, on: date) -> MithaqError | None:
    try:
        rules.ensure_result_holds(convention, amendment, on)
    except MithaqError as refusal:
        return refusal
    return None


def _parties(
    convention: Convention, amendment: Amendment, after: Terms
) -> tuple[PartyOutlook, ...]:
    before = convention.terms
    signing = rules.signatories_of(convention, amendment, after)
    was, will = promises_of(before), promises_of(after)
    everybody = {**before.parties, **after.parties, **was}
    return tuple(
        PartyOutlook(
            organisation_id=party,
            name=(after if party in after.parties else before).name_of(party),
            before=Money(was[party]),
            after=Money(will[party]),
            joins=party in after.parties and party not in before.parties,
            leaves=party in before.parties and party not in after.parties,
            signs=party in signing,
        )
        for party in sorted(everybody, key=str)
    )
