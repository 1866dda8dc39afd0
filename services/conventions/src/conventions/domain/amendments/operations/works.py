"""Add, change or remove an action: its works, where they are, what they cost a year."""

from dataclasses import replace
from uuid import UUID

from conventions.domain.amendments.operations.names import NameTaken, ensure_action_free
from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.balance import YearOutsidePeriod
from conventions.domain.core.convention import Convention
from conventions.domain.core.limits import PartsTooMany, ensure_within
from conventions.domain.core.standing import OWNERS
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import Part
from conventions.domain.drafting import rules as drafting


def _written(setting: Setting) -> None:
    """An action that has money in the result is not removed."""
    convention, operations, after = setting.convention, setting.operations, setting.after
    known = convention.terms.actions
    for name in operations.removed_actions:
        drafting.removable_action(replace(after, actions=known), name)
    for action in operations.actions:
        if action.action not in known:
            ensure_action_free(convention, action.action)
        drafting.ensure_costs_add_up(after, action)
    ensure_within(Part.ACTIONS, after.actions)


def _apply(terms: Terms, operations: Operations) -> Terms:
    written, removed = operations.actions, operations.removed_actions
    if not (written or removed):
        return terms
    left = {k: v for k, v in terms.actions.items() if k not in removed}
    return replace(terms, actions={**left, **{each.action: each for each in written}})


def _owners(convention: Convention, operations: Operations) -> frozenset[UUID]:
    """Who builds agrees on what is to be built."""
    if not (operations.actions or operations.removed_actions):
        return frozenset()
    parties = convention.terms.parties.items()
    return frozenset(key for key, party in parties if not OWNERS.isdisjoint(party.roles))


WORKS = Operation(
    fields=("actions", "removed_actions"),
    written=_written,
    apply=_apply,
    signed_by=_owners,
    writing_rules=(
        core.ActionUnknown,
        NameTaken,
        drafting.ActionHasContributions,
        drafting.YearlyCostsDiffer,
        core.AmountNotPositive,
        core.AmountNegative,
        core.TextBlank,
        YearOutsidePeriod,
        PartsTooMany,
    ),
)
