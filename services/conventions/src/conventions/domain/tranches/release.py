"""Rule 5: what must hold before funds are called, each condition by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from mithaq.errors import Value
from mithaq.money import ZERO, Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage, State
from conventions.domain.tranches.bounds import freezing
from conventions.domain.tranches.rules import ReleaseRefused

_RUNNING = frozenset({State.IN_FORCE, State.SUSPENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of release; `values` are what it was judged on."""

    code: str
    met: bool
    values: dict[str, Value] = field(default_factory=dict)


def conditions_of(convention: Convention, tranche: Tranche, on: date) -> list[Condition]:
    """Every condition of this tranche's release, met or not, on that day and as of now."""
    return [
        _in_force(convention, on),
        _not_suspended(convention, on),
        _fully_planned(convention, tranche, on),
        _previous_justified(convention, tranche, on),
        _progress_reached(convention, tranche, on),
        _documents_deposited(tranche, on),
        _no_overpayment(convention, tranche),
    ]


def _in_force(convention: Convention, on: date) -> Condition:
    since = convention.in_force_on
    met = convention.state in _RUNNING and since is not None and since <= on
    values: dict[str, Value] = {"in_force_on": str(since) if since else None}
    return Condition(code="in-force", met=met, values=values)


def _not_suspended(convention: Convention, on: date) -> Condition:
    suspended = convention.state is State.SUSPENDED or convention.suspended_on(on)
    return Condition(code="not-suspended", met=not suspended)


def planned_of(convention: Convention, contribution: str, day: date | None = None) -> Money:
    """What the tranches of a contribution add up to, on a day or as of now."""
    schedule = schedule_of(convention, contribution)
    return Money.sum(t.flow(Stage.PLANNED).until(day) for t in schedule)


def _fully_planned(convention: Convention, tranche: Tranche, on: date) -> Condition:
    name = tranche.contribution
    now = convention.terms.contributions[name].amount - planned_of(convention, name)
    then = convention.promised_on(name, on) - planned_of(convention, name, on)
    unplanned = now or then
    values: dict[str, Value] = {"unplanned": str(unplanned)}
    return Condition(code="fully-planned", met=unplanned == ZERO, values=values)


def _previous_justified(convention: Convention, tranche: Tranche, on: date) -> Condition:
    """What is due before it in the schedule of its contribution, or was called already."""
    earlier = [
        t
        for t in schedule_of(convention, tranche.contribution)
        if t is not tranche and (t.place < tranche.place or _called(t, on))
    ]
    percent = min(_justified(earlier, tranche, None), _justified(earlier, tranche, on))
    return Condition(
        code="previous-justified",
        met=percent >= tranche.planned.justified_before,
        values={
            "previous": ", ".join(t.tranche for t in earlier if t.amount) or None,
            "justified": percent,
            "justified_before": tranche.planned.justified_before,
        },
    )


def _called(tranche: Tranche, on: date) -> bool:
    """Now, or on that day: a call that was taken back later stood on it."""
    return bool(tranche.called or tranche.flow(Stage.CALLED).until(on))


def _justified(earlier: Iterable[Tranche], tranche: Tranche, day: date | None) -> int:
    """In percent of all of it together: no small tranche in between opens what follows."""
    justified = due = 0
    for each in earlier:
        before = each.place < tranche.place
        bound = each.flow(Stage.PLANNED if before else Stage.CALLED)
        justified += each.flow(Stage.JUSTIFIED).until(day).centimes
        due += bound.until(day).centimes
    return justified * 100 // due if due else 100


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
