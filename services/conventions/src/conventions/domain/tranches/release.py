"""Rule 5: what must hold before funds are called, each condition by itself."""

from dataclasses import dataclass, field
from datetime import date

from mithaq.errors import Value
from mithaq.money import ZERO, Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.tranche import Tranche, schedule_of
from conventions.domain.core.vocabulary import State
from conventions.domain.tranches.rules import ReleaseRefused, freezing

_RUNNING = frozenset({State.IN_FORCE, State.SUSPENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of release; `values` are what it was judged on."""

    code: str
    met: bool
    values: dict[str, Value] = field(default_factory=dict)


def conditions_of(convention: Convention, tranche: Tranche, on: date) -> list[Condition]:
    """Every condition of this tranche's release, met or not; in force means: on that day."""
    return [
        _in_force(convention, on),
        Condition(code="not-suspended", met=convention.state is not State.SUSPENDED),
        _fully_planned(convention, tranche),
        _previous_justified(convention, tranche),
        _progress_reached(convention, tranche),
        Condition(
            code="documents-deposited",
            met=not tranche.missing_documents,
            values={"documents": ", ".join(tranche.missing_documents)},
        ),
        _no_overpayment(convention, tranche),
    ]


def _in_force(convention: Convention, on: date) -> Condition:
    since = convention.in_force_on
    met = convention.state in _RUNNING and since is not None and since <= on
    values: dict[str, Value] = {"in_force_on": str(since) if since else None}
    return Condition(code="in-force", met=met, values=values)


def planned_of(convention: Convention, contribution: str) -> Money:
    """What the live tranches of a contribution add up to."""
    return Money.sum(
        t.amount for t in schedule_of(convention.tranches, contribution) if not t.cancelled
    )


def _fully_planned(convention: Convention, tranche: Tranche) -> Condition:
    promised = convention.terms.contributions[tranche.contribution].amount
    unplanned = promised - planned_of(convention, tranche.contribution)
    values: dict[str, Value] = {"unplanned": str(unplanned)}
    return Condition(code="fully-planned", met=unplanned == ZERO, values=values)


def _previous_justified(convention: Convention, tranche: Tranche) -> Condition:
    """The tranche just before it in the schedule of the same contribution."""
    earlier = [
        t
        for t in schedule_of(convention.tranches, tranche.contribution)
        if t.schedule_key < tranche.schedule_key and not t.cancelled
    ]
    percent = 100
    if earlier:
        previous = earlier[-1]
        percent = previous.justified.centimes * 100 // previous.amount.centimes
    return Condition(
        code="previous-justified",
        met=percent >= tranche.planned.justified_before,
        values={
            "previous": earlier[-1].tranche if earlier else None,
            "justified": percent,
            "justified_before": tranche.planned.justified_before,
        },
    )


def _progress_reached(convention: Convention, tranche: Tranche) -> Condition:
    seen = convention.progress.get(tranche.planned.action)
    percent = seen.percent if seen else 0
    return Condition(
        code="progress-reached",
        met=percent >= tranche.planned.progress_at_least,
        values={
            "action": tranche.planned.action,
            "progress": percent,
            "progress_at_least": tranche.planned.progress_at_least,
        },
    )


def _no_overpayment(convention: Convention, tranche: Tranche) -> Condition:
    frozen_by = freezing(convention, tranche)
    values: dict[str, Value] = {"overpaid": frozen_by.tranche if frozen_by else None}
    return Condition(code="no-overpayment", met=frozen_by is None, values=values)


def ensure_released(convention: Convention, tranche: Tranche, on: date) -> None:
    """Refuse with every unmet condition at once, so that the user fixes them in one go."""
    unmet = [c for c in conditions_of(convention, tranche, on) if not c.met]
    if not unmet:
        return
    values: dict[str, Value] = {}
    for condition in unmet:
        values |= condition.values
    codes = tuple(condition.code for condition in unmet)
    raise ReleaseRefused(tranche=tranche.tranche, conditions=codes, **values)
