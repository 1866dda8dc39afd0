"""Rule 5: what must hold before funds are called, each condition by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mithaq.errors import Value
from mithaq.money import ZERO

from conventions.domain.core.convention import Convention
from conventions.domain.core.seats import released_by
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import State
from conventions.domain.tranches.rules import ReleaseRefused
from conventions.domain.tranches.schedules import Scheduled, Schedules

_RUNNING = frozenset({State.IN_FORCE, State.SUSPENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of release; `values` are what it was judged on."""

    code: str
    met: bool
    values: dict[str, Value] = field(default_factory=dict)


def conditions_of(
    convention: Convention, tranche: Tranche, on: date, schedules: Schedules | None = None
) -> list[Condition]:
    """Every condition of this tranche's release, met or not, on that day and as of now.

    Who asks for many tranches gives one `schedules`.
    """
    of = (schedules or Schedules(convention, on)).of(tranche.contribution)
    return [
        _in_force(convention, on),
        _not_suspended(convention, on),
        _fully_planned(of),
        _previous_justified(of, tranche),
        _progress_reached(convention, tranche, on),
        _documents_deposited(tranche, on),
        _no_overpayment(of),
        *_minutes_confirmed(convention, tranche, on),
    ]


def _in_force(convention: Convention, on: date) -> Condition:
    since = convention.in_force_on
    met = convention.state in _RUNNING and since is not None and since <= on
    values: dict[str, Value] = {"in_force_on": str(since) if since else None}
    return Condition(code="in-force", met=met, values=values)


def _not_suspended(convention: Convention, on: date) -> Condition:
    suspended = convention.state is State.SUSPENDED or convention.suspended_on(on)
    return Condition(code="not-suspended", met=not suspended)


def _fully_planned(of: Scheduled) -> Condition:
    values: dict[str, Value] = {"unplanned": str(of.unplanned)}
    return Condition(code="fully-planned", met=of.unplanned == ZERO, values=values)


def _previous_justified(of: Scheduled, tranche: Tranche) -> Condition:
    """What is due before it in the schedule of its contribution, or was called already."""
    percent, asked = of.justified[tranche.tranche], tranche.planned.justified_before
    return Condition(
        code="previous-justified",
        met=percent >= asked,
        values={
            "previous": of.previous(tranche.tranche),
            "justified": percent,
            "justified_before": asked,
        },
    )


def _progress_reached(convention: Convention, tranche: Tranche, on: date) -> Condition:
    """As accepted by others than who reported it."""
    seen = convention.progress.get(tranche.planned.action)
    percent = min(seen.percent(), seen.percent(on)) if seen else 0
    return Condition(
        code="progress-reached",
        met=percent >= tranche.planned.progress_at_least,
        values={
            "action": tranche.planned.action,
            "progress": percent,
            "progress_at_least": tranche.planned.progress_at_least,
        },
    )


def _documents_deposited(tranche: Tranche, on: date) -> Condition:
    missing = tuple(
        kind
        for kind in tranche.planned.documents
        if kind not in tranche.deposited_on or tranche.deposited_on[kind] > on
    )
    values: dict[str, Value] = {"documents": ", ".join(missing)}
    return Condition(code="documents-deposited", met=not missing, values=values)


def _no_overpayment(of: Scheduled) -> Condition:
    values: dict[str, Value] = {"overpaid": of.frozen_by.tranche if of.frozen_by else None}
    return Condition(code="no-overpayment", met=of.frozen_by is None, values=values)


def _minutes_confirmed(convention: Convention, tranche: Tranche, on: date) -> Sequence[Condition]:
    """Each committee that it asks for decided on its release; none where it asks for none."""
    if not tranche.planned.committees:
        return ()
    missing = tuple(
        committee
        for committee in tranche.planned.committees
        if not released_by(convention, committee, tranche.tranche, on)
    )
    values: dict[str, Value] = {"committees": ", ".join(missing)}
    return (Condition(code="minutes-confirmed", met=not missing, values=values),)


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
