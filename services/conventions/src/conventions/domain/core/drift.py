"""Physical against financial progress of an action, on a day: works that lag behind their money."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.money import Total

from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Action
from conventions.domain.core.vocabulary import ContributionKind, Stage

DRIFT_POINTS: Final = 25  # more than so many points apart is a drift


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """`physical` is the accepted progress, `financial` what is paid of the cash, both in percent.

    Without cash promised nothing is financed, and nothing drifts.
    """

    action: str
    physical: int
    promised: Total
    ordered: Total
    paid: Total

    @property
    def financial(self) -> int:
        promised = self.promised.centimes
        return self.paid.centimes * 100 // promised if promised else self.physical

    @property
    def points(self) -> int:
        """More than nothing: more is paid than built."""
        return self.financial - self.physical

    def beyond(self, points: int) -> bool:
        return abs(self.points) > points


def drifts(convention: Convention, on: date, after: str | None = None) -> Iterator[Drift]:
    """Of each action, by name, behind that of `after`."""
    for name in sorted(convention.terms.actions):
        if after is not None and name <= after:
            continue
        yield drift_of(convention, convention.terms.actions[name], on)


def drift_of(convention: Convention, action: Action, on: date) -> Drift:
    observed = convention.progress.get(action.action)
    tranches = [
        convention.tranches[name] for name in convention.lookups.by_action.get(action.action, ())
    ]
    cash = (
        name
        for name, pledged in convention.terms.contributions.items()
        if pledged.action == action.action and pledged.kind == ContributionKind.CASH
    )
    return Drift(
        action=action.action,
        physical=observed.percent(on) if observed else 0,
        promised=Total.of(convention.promised_on(name, on) for name in cash),
        ordered=Total.of(each.flow(Stage.ORDERED).until(on) for each in tranches),
        paid=Total.of(each.flow(Stage.PAID).until(on) for each in tranches),
    )
