"""What an amendment makes of the terms; what it does not announce stays as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from mithaq.money import Money

from conventions.domain.amendments.events import (
    ActionChange,
    ContributionChange,
    CostChange,
    PartyChange,
    ShareChange,
)
from conventions.domain.amendments.operations.accession import ACCESSION
from conventions.domain.amendments.operations.amounts import AMOUNTS
from conventions.domain.amendments.operations.contributions import CONTRIBUTIONS
from conventions.domain.amendments.operations.costs import COSTS
from conventions.domain.amendments.operations.delegation import DELEGATION
from conventions.domain.amendments.operations.departure import DEPARTURE
from conventions.domain.amendments.operations.duration import DURATION
from conventions.domain.amendments.operations.operation import Operation
from conventions.domain.amendments.operations.period import PERIOD
from conventions.domain.amendments.operations.schedule import SCHEDULE
from conventions.domain.amendments.operations.shares import SHARES
from conventions.domain.amendments.operations.succession import SUCCESSION
from conventions.domain.amendments.operations.termination import TERMINATION
from conventions.domain.amendments.operations.wording import WORDING
from conventions.domain.amendments.operations.works import WORKS
from conventions.domain.core.amendment import Operations
from conventions.domain.core.balance import summed
from conventions.domain.core.remembering import of_the_same
from conventions.domain.core.terms import Action, Terms

K = TypeVar("K")
V = TypeVar("V")

# In the order in which they make the new terms: what comes first, then what rests on it.
OPERATIONS: Final[Sequence[Operation]] = (
    ACCESSION,
    PERIOD,
    DURATION,
    WORKS,
    COSTS,
    AMOUNTS,
    CONTRIBUTIONS,
    SHARES,
    SUCCESSION,
    DELEGATION,
    DEPARTURE,
    WORDING,
    SCHEDULE,
    TERMINATION,
)


@of_the_same
def amended(terms: Terms, operations: Operations) -> Terms:
    """The terms after these operations; what names nothing that exists makes nothing.

    Raises AmountsTooLarge where they do not add up any more.
    """
    after = terms
    for operation in OPERATIONS:
        after = operation.apply(after, operations)
    promised = summed(promise.amount for promise in after.promises())
    costs = summed(action.cost for action in after.actions.values() if action.cost is not None)
    total = costs if _is_open(terms) else promised
    return replace(after, outline=replace(after.outline, total=total))


def _is_open(terms: Terms) -> bool:
    """A part of the total is not shared out: it is then what the works cost, shared out or not."""
    return Money.sum(promise.amount for promise in terms.promises()) < terms.outline.total


def changed_contributions(before: Terms, after: Terms) -> tuple[ContributionChange, ...]:
    return tuple(
        ContributionChange(before=old, after=new)
        for old, new in _changes(before.contributions, after.contributions)
    )


def changed_shares(before: Terms, after: Terms) -> tuple[ShareChange, ...]:
    return tuple(
        ShareChange(before=old, after=new) for old, new in _changes(before.shares, after.shares)
    )


def changed_parties(before: Terms, after: Terms) -> tuple[PartyChange, ...]:
    """Those that came, left, or have other roles."""
    return tuple(
        PartyChange(before=old, after=new) for old, new in _changes(before.parties, after.parties)
    )


def changed_actions(before: Terms, after: Terms) -> tuple[ActionChange, ...]:
    """Those that came or went, or are other than before in more than what a year costs."""
    return tuple(
        ActionChange(before=old, after=new)
        for old, new in _changes(before.actions, after.actions)
        if old is None or new is None or not _only_recosted(old, new)
    )


def changed_costs(before: Terms, after: Terms) -> tuple[CostChange, ...]:
    """Year by year, of actions of which nothing else changed."""
    return tuple(
        CostChange(action=new.action, year=was.year, before=was.cost, after=now.cost)
        for old, new in _changes(before.actions, after.actions)
        if old is not None and new is not None and _only_recosted(old, new)
        for was, now in zip(old.years, new.years, strict=True)
        if was != now
    )


def _only_recosted(old: Action, new: Action) -> bool:
    years = [yearly.year for yearly in old.years] == [yearly.year for yearly in new.years]
    return years and replace(old, years=new.years, cost=new.cost) == new


def _changes(before: Mapping[K, V], after: Mapping[K, V]) -> list[tuple[V | None, V | None]]:
    names = sorted(before.keys() | after.keys(), key=str)
    pairs = ((before.get(name), after.get(name)) for name in names)
    return [(old, new) for old, new in pairs if old is not new and old != new]


def joint(before: Terms, after: Terms) -> Terms:
    """The amended terms, with those who leave: who signs the change is a party of either."""
    return replace(after, parties={**before.parties, **after.parties})
