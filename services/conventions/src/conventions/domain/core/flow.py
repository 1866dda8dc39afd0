"""Amounts by the day they hold from: what of a step had happened by any day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Flow:
    """What each day added, the days in their order; what was taken back is negative."""

    moves: tuple[tuple[date, Money], ...] = ()
    total: Money = ZERO

    def until(self, day: date | None) -> Money:
        """What holds on that day; None is the last day there is."""
        if day is None:
            return self.total
        return Money(sum(amount.centimes for on, amount in self.moves if on <= day))

    def move(self, day: date, amount: Money) -> "Flow":
        moves, total = self.moves, self.total + amount
        if not moves or day > moves[-1][0]:
            return Flow((*moves, (day, amount)), total)
        before = dict(moves)
        before[day] = before.get(day, ZERO) + amount
        return Flow(tuple(sorted(before.items())), total)

    @property
    def last_day(self) -> date | None:
        return self.moves[-1][0] if self.moves else None


EMPTY: Final = Flow()


def slack(before: Flow, after: Flow, since: date) -> Money:
    """What `before` exceeds `after` by on each day from `since`: the least of them.

    As much may be added to `after`, or taken from `before`, on that day: first in, first out, no
    later day is then without cover.
    """
    changes: Counter[date] = Counter()
    for flow, sign in ((before, 1), (after, -1)):
        for day, amount in flow.moves:
            changes[max(day, since)] += sign * amount.centimes
    left = changes.pop(since, 0)
    least = left
    for _, change in sorted(changes.items()):
        left += change
        least = min(least, left)
    return Money(least)


def together(flows: Iterable[Flow]) -> Flow:
    """What each day added to all of these."""
    found = EMPTY
    for flow in flows:
        for day, amount in flow.moves:
            found = found.move(day, amount)
    return found


def peak(flows: Iterable[Flow], since: date) -> Money:
    """The most that these come to together on any day from `since`, zero at least."""
    return -min(slack(EMPTY, together(flows), since), ZERO)
