"""The plan of a text: what is planned and promised for each action and year, added up once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from conventions.domain.core.remembering import of_the_same
from conventions.domain.core.terms import Terms

Cell = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Sums in centimes. A cell is an action in a year.

    `of_actions` and `of_years` are shares that say so much of what they are for; `free` the others.
    """

    planned: Mapping[Cell, int] = field(default_factory=dict)
    promised: Mapping[Cell, int] = field(default_factory=dict)
    of_actions: Mapping[str, int] = field(default_factory=dict)
    of_years: Mapping[int, int] = field(default_factory=dict)
    free: int = 0

    @property
    def contributions(self) -> int:
        return sum(self.promised.values())

    @property
    def shares(self) -> int:
        """All that is promised and not split yet."""
        return sum(self.of_actions.values()) + sum(self.of_years.values()) + self.free

    def cells(self) -> Iterator[tuple[Cell, int, int]]:
        """Each cell in which something is planned or promised, by action and year, with both."""
        for cell in sorted(self.planned.keys() | self.promised.keys()):
            yield cell, self.planned.get(cell, 0), self.promised.get(cell, 0)


@of_the_same
def plan_of(terms: Terms) -> Plan:
    """Raises nothing: what is unknown or does not close is for the rules."""
    planned: Counter[Cell] = Counter()
    for action in terms.actions.values():
        for yearly in action.years:
            planned[action.action, yearly.year] += yearly.cost.centimes
    promised: Counter[Cell] = Counter()
    for contribution in terms.contributions.values():
        promised[contribution.action, contribution.year] += contribution.amount.centimes
    of_actions: Counter[str] = Counter()
    of_years: Counter[int] = Counter()
    free = 0
    for share in terms.shares.values():
        if share.action is not None:
            of_actions[share.action] += share.amount.centimes
        elif share.year is not None:
            of_years[share.year] += share.amount.centimes
        else:
            free += share.amount.centimes
    return Plan(
        planned=planned, promised=promised, of_actions=of_actions, of_years=of_years, free=free
    )
