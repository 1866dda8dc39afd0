"""What the tranches of one contribution share when the release of each is asked about.

Looked at once a contribution: who asks for all tranches of a convention keeps one `Schedules`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from mithaq.money import Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.schedule import planned_of, schedule_of
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """Of one contribution: what no tranche plans yet, and by tranche what went before it.

    `justified` is in percent, of what is due before a tranche or was called already; `before` are
    their names in order of payment, each with whether it was called and whether it has an amount.
    """

    unplanned: Money
    frozen_by: Tranche | None
    justified: Mapping[str, int]
    before: Sequence[tuple[str, bool, bool]]

    def previous(self, tranche: str) -> str | None:
        """The names of what counts as before it."""
        names, passed = list[str](), False
        for name, called, planned in self.before:
            if name == tranche:
                passed = True
            elif planned and (called or not passed):
                names.append(name)
        return ", ".join(names) or None


@dataclass(slots=True)
class Schedules:
    """Of one convention on one day, and as of now: the less favourable of both holds."""

    convention: Convention
    on: date
    _known: dict[str, Scheduled] = field(default_factory=dict)

    def of(self, contribution: str) -> Scheduled:
        if contribution not in self._known:
            self._known[contribution] = self._read(contribution)
        return self._known[contribution]

    def _read(self, name: str) -> Scheduled:
        tranches = sorted(schedule_of(self.convention, name), key=lambda each: each.place)
        now = self.convention.terms.contributions[name].amount - planned_of(self.convention, name)
        then = self.convention.promised_on(name, self.on) - planned_of(
            self.convention, name, self.on
        )
        called = [_called(each, self.on) for each in tranches]
        days = (_percents(tranches, called, day) for day in (None, self.on))
        percents = map(min, zip(*days, strict=True))
        names = (each.tranche for each in tranches)
        return Scheduled(
            unplanned=now or then,
            frozen_by=next((each for each in tranches if each.overpayment_open), None),
            justified=dict(zip(names, percents, strict=True)),
            before=[
                (each.tranche, was, bool(each.amount))
                for each, was in zip(tranches, called, strict=True)
            ],
        )


def _called(tranche: Tranche, on: date) -> bool:
    """Now, or on that day: a call that was taken back later stood on it."""
    return bool(tranche.called or tranche.flow(Stage.CALLED).until(on))


def _percents(tranches: Sequence[Tranche], called: Sequence[bool], day: date | None) -> list[int]:
    """Of all before each together: no small tranche in between opens what follows."""
    justified = [each.flow(Stage.JUSTIFIED).until(day).centimes for each in tranches]
    planned = [each.flow(Stage.PLANNED).until(day).centimes for each in tranches]
    asked = [each.flow(Stage.CALLED).until(day).centimes for each in tranches]
    later_justified = _behind([j * was for j, was in zip(justified, called, strict=True)])
    later_asked = _behind([a * was for a, was in zip(asked, called, strict=True)])
    return [
        (done + more) * 100 // (due + also) if due + also else 100
        for done, due, more, also in zip(
            _before(justified), _before(planned), later_justified, later_asked, strict=True
        )
    ]


def _before(amounts: Sequence[int]) -> list[int]:
    """The sum of those before each."""
    return list(accumulate(amounts, initial=0))[:-1]


def _behind(amounts: Sequence[int]) -> list[int]:
    return _before(amounts[::-1])[::-1]
