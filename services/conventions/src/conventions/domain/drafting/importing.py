"""A plan handed in whole: it becomes the plan of the text, or nothing changes and all is told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeVar

from mithaq.errors import MithaqError, ensure_none

from conventions.domain.core.balance import ensure_summable
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.limits import LIMITS, PartsTooMany, ensure_pledges_fit
from conventions.domain.core.terms import Contribution, Terms
from conventions.domain.core.vocabulary import Part
from conventions.domain.drafting import events as e
from conventions.domain.drafting import rules
from conventions.domain.drafting.commands import ImportPlan, Placed
from conventions.domain.shares.events import SharePromised, ShareWithdrawn
from conventions.domain.shares.rules import ensure_promisable

V = TypeVar("V")
# Which field of the row a rule is about; the amount, where it is not said.
_FIELDS: Final[Mapping[str, str]] = {
    "year-outside-period": "year",
    "action-unknown": "action",
    "party-unknown": "party",
    "role-pledges-nothing": "party",
    "pledger-does-not-sign": "party",
    "yearly-costs-differ": "cost",
    "amount-negative": "cost",
}


def import_plan(convention: Convention, command: ImportPlan) -> Events:
    """Only what changes is told. Raises the first fault of a row, with those of all rows."""
    before = convention.terms
    after = replace(
        before,
        actions={each.value.action: each.value for each in command.actions},
        contributions={
            each.value.contribution: _kept(before, each.value) for each in command.contributions
        },
        shares={each.value.share: each.value for each in command.shares},
    )
    _ensure_room(after)
    ensure_none(_faults(after, command))
    ensure_summable(after)
    ensure_pledges_fit(after)
    return list(_changes(convention, after))


def _kept(before: Terms, new: Contribution) -> Contribution:
    """A sheet says nothing of what the text asks before funds are called: that stays."""
    old = before.contributions.get(new.contribution)
    return replace(new, release=old.release) if old else new


def _ensure_room(after: Terms) -> None:
    for part, have in (
        (Part.ACTIONS, after.actions),
        (Part.CONTRIBUTIONS, after.contributions),
        (Part.SHARES, after.shares),
    ):
        if len(have) > LIMITS[part]:
            raise PartsTooMany(part=str(part), limit=LIMITS[part])


def _faults(after: Terms, command: ImportPlan) -> Iterator[MithaqError]:
    for action in command.actions:
        yield from _of_row(action, "cost", partial(rules.ensure_costs_add_up, after))
    for pledge in command.contributions:
        yield from _of_row(pledge, "amount", partial(rules.ensure_pledgeable, after))
    for share in command.shares:
        yield from _of_row(share, "amount", partial(ensure_promisable, after))


def _of_row(placed: Placed[V], field: str, ensure: Callable[[V], object]) -> Iterator[MithaqError]:
    try:
        ensure(placed.value)
    except MithaqError as fault:
        yield fault.found_at(row=placed.row, field=_FIELDS.get(fault.code, field))


def _changes(convention: Convention, after: Terms) -> Iterator[ConventionEvent]:
    """What goes first, but for actions: they go last, when nothing is promised for them."""
    convention_id, before = convention.convention_id, convention.terms
    for name in _gone(before.contributions, after.contributions):
        gone = before.contributions[name]
        yield e.ContributionWithdrawn(convention_id=convention_id, contribution=gone)
    for name in _gone(before.shares, after.shares):
        yield ShareWithdrawn(convention_id=convention_id, share=before.shares[name])
    for name, action in _new(before.actions, after.actions):
        replaced = before.actions.get(name)
        yield e.ActionPlanned(convention_id=convention_id, action=action, replaced=replaced)
    for name, pledge in _new(before.contributions, after.contributions):
        yield e.ContributionPledged(
            convention_id=convention_id,
            contribution=pledge,
            replaced=before.contributions.get(name),
        )
    for name, share in _new(before.shares, after.shares):
        known = before.shares.get(name)
        yield SharePromised(convention_id=convention_id, share=share, replaced=known)
    for name in _gone(before.actions, after.actions):
        yield e.ActionRemoved(convention_id=convention_id, action=before.actions[name])


def _gone(before: Mapping[str, V], after: Mapping[str, V]) -> Sequence[str]:
    return [name for name in before if name not in after]


def _new(before: Mapping[str, V], after: Mapping[str, V]) -> Sequence[tuple[str, V]]:
    return [(name, each) for name, each in after.items() if before.get(name) != each]
