"""Reschedule tranches: another day, another amount; never of one that was called or paid (rule 6).

The tranches of a contribution stay within it. No money comes free of conditions on the way: what
goes from one tranche to another meets there all that bound it, and is not released before.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from mithaq.errors import RuleBroken
from mithaq.money import ZERO, Money

from conventions.domain.amendments.operations.duration import EndTooEarly, ensure_due_before_end
from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations, Reschedule
from conventions.domain.core.convention import Convention
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.terms import ReleaseTerms
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches.rules import (
    ReleaseWeakened,
    TranchesExceedContribution,
    TrancheUnknown,
)


class TrancheMoved(RuleBroken):
    """An amendment reschedules what is only planned: never a paid or called tranche (rule 6)."""

    code = "tranche-moved"


def _written(setting: Setting) -> None:
    reschedules = setting.operations.reschedules
    core.ensure_named_once("reschedules", (each.tranche for each in reschedules))
    for each in reschedules:
        core.ensure_positive(each.amount)
    _holds(setting)


def _holds(setting: Setting) -> None:
    moved: dict[str, dict[str, Reschedule]] = {}
    for each in setting.operations.reschedules:
        tranche = setting.convention.tranches.get(each.tranche)
        if tranche is None:
            raise TrancheUnknown(tranche=each.tranche)
        ensure_only_planned(tranche)
        ensure_due_before_end(setting, each.due_on)
        moved.setdefault(tranche.contribution, {})[each.tranche] = each
    for contribution, tranches in moved.items():
        _ensure_shared(setting, contribution, tranches)


def ensure_only_planned(tranche: Tranche) -> None:
    """Nothing of it was called, nor paid in whatever way."""
    if tranche.stage is not Stage.PLANNED or tranche.beyond:
        raise TrancheMoved(tranche=tranche.tranche, stage=str(tranche.stage))


def _ensure_shared(setting: Setting, name: str, moved: Mapping[str, Reschedule]) -> None:
    """All that is planned fits the contribution; of it no less is planned than before."""
    schedule = schedule_of(setting.convention, name)
    pledge = setting.after.contributions.get(name)
    promised = pledge.amount if pledge else ZERO
    before = Money.sum(tranche.amount for tranche in schedule)
    planned = Money.sum(_amount(tranche, moved) for tranche in schedule)
    if planned > promised or planned < min(before, promised):
        raise TranchesExceedContribution(
            contribution=name,
            promised=str(promised),
            planned=str(before),
            asked=str(planned),
            left=str(promised - planned),
        )
    _ensure_bound(schedule, moved)


def _amount(tranche: Tranche, moved: Mapping[str, Reschedule]) -> Money:
    rescheduled = moved.get(tranche.tranche)
    return rescheduled.amount if rescheduled else tranche.amount


def _ensure_bound(schedule: Sequence[Tranche], moved: Mapping[str, Reschedule]) -> None:
    """Each tranche that grows asks for all that each one that shrinks did, and comes after it."""
    grown = [t for t in schedule if _amount(t, moved) > t.amount]
    for less in (t for t in schedule if _amount(t, moved) < t.amount):
        needed = less.planned.release
        for more in grown:
            later = needed == ReleaseTerms() or more.place >= less.place
            if not (later and more.planned.release.covers(needed)):
                raise ReleaseWeakened(
                    tranche=more.tranche,
                    amount=str(_amount(more, moved) - more.amount),
                    justified_before=needed.justified_before,
                    progress_at_least=needed.progress_at_least,
                    documents=needed.documents,
                    committees=needed.committees,
                    due_on=str(less.planned.due_on),
                )


def _payers(convention: Convention, operations: Operations) -> frozenset[UUID]:
    known = (convention.tranches.get(each.tranche) for each in operations.reschedules)
    return frozenset(tranche.organisation_id for tranche in known if tranche)


SCHEDULE = Operation(
    fields=("reschedules",),
    written=_written,
    holds=_holds,
    signed_by=_payers,
    writing_rules=(
        core.AmountNotPositive,
        TrancheUnknown,
        TrancheMoved,
        EndTooEarly,
        TranchesExceedContribution,
        ReleaseWeakened,
    ),
    holding_rules=(TrancheMoved, EndTooEarly, TranchesExceedContribution, ReleaseWeakened),
)
