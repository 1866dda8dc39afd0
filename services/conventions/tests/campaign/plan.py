"""The plan as its record tells it: what each action costs a year, and who promises what for it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Action, Share
from conventions.domain.drafting import events as drafting
from conventions.domain.ending.events import TerminationPronounced

from .parties import Parties


@dataclass(slots=True)
class Plan:
    """What is promised and planned, in centimes, by action and year."""

    parties: Parties = field(default_factory=Parties)
    costs: dict[str, Counter[int]] = field(default_factory=dict)
    total: int = 0
    drafted: bool = False

    def enter(self, event: ConventionEvent) -> None:
        self.parties.enter(event)
        match event:
            case drafting.ConventionDrafted():
                self.total, self.drafted = event.outline.total.centimes, True
            case drafting.TotalRevised():
                self.total = event.total.centimes
            case drafting.ActionPlanned():
                self._plan(event.action)
            case drafting.ActionRemoved():
                del self.costs[event.action.action]
            case AmendmentTookEffect() | TerminationPronounced():
                self._amend(event)
            case _:
                pass

    def _amend(self, event: AmendmentTookEffect | TerminationPronounced) -> None:
        self.total = event.total.centimes
        for change in event.actions:
            if change.before:
                del self.costs[change.before.action]
            if change.after:
                self._plan(change.after)
        for cost in event.costs:
            self.costs[cost.action][cost.year] = cost.after.centimes

    def _plan(self, action: Action) -> None:
        self.costs[action.action] = Counter({y.year: y.cost.centimes for y in action.years})

    @property
    def by_cell(self) -> dict[tuple[str, int], int]:
        """What is planned, by action and year."""
        return {(a, y): cost for a, years in self.costs.items() for y, cost in years.items()}

    def gaps(self) -> Iterator[str]:
        """Each cell is full, or has room left that a share not split yet may take."""
        promised: Counter[tuple[str, int]] = Counter()
        for pledge in self.parties.pledges.values():
            promised[pledge.action, pledge.year] += pledge.amount.centimes
        planned = self.by_cell
        shares = self.parties.shares.values()
        for cell in promised.keys() | planned.keys():
            most = planned.get(cell, 0)
            open_ = sum(each.amount.centimes for each in shares if _may_be_of(each, *cell))
            if not most - open_ <= promised[cell] <= most:
                yield f"{cell}: {promised[cell]} promised, {open_} to split, {most} planned"
        unsplit = sum(each.amount.centimes for each in shares)
        if not sum(promised.values()) + unsplit == sum(planned.values()) == self.total:
            yield f"{sum(promised.values())}, {sum(planned.values())} and {self.total} differ"


def _may_be_of(share: Share, action: str, year: int) -> bool:
    return share.action in (None, action) and share.year in (None, year)
