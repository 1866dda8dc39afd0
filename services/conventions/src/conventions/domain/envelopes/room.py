"""Rule 7, counted: what is free of an envelope, on every day and whichever agreed text comes true.

A year's line serves that year and what is reserved of no named year; a line of no named year serves
any year of the framework. So reservations fit when what they take beyond the lines of their years
fits the line of no named year, and all together fit all that is promised.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final, NamedTuple
from uuid import UUID

from conventions.domain.envelopes.envelope import Envelope
from conventions.domain.envelopes.lines import NONE, ByYear, Lines, Offer, by_year

# So many combinations of agreed amendments are told apart; of more, each is counted at its most.
_COMBINATIONS: Final = 64
Year = int | None


class Shortage(NamedTuple):
    """What is wanted of a year and what is free of it, in centimes."""

    year: Year
    wanted: int
    free: int


@dataclass(frozen=True, slots=True)
class Case:
    """What may come true for one partner: an offer, and what conventions take of it together."""

    offer: Offer
    offered: ByYear
    taken: ByYear

    def free(self, year: Year) -> int:
        """What can still be taken of that year, never less than nothing."""
        rest = sum(self.offered.values()) - sum(self.taken.values())
        if year is not None:
            own = self.offered.get(year, 0) - self.taken.get(year, 0)
            rest = min(rest, max(own, 0) + self._unbound()) if self.offer.covers(year) else 0
        return max(rest, 0)

    def _unbound(self) -> int:
        """What is left of the line of no named year by what was taken beyond the years' lines."""
        beyond = (
            max(taken - self.offered.get(year, 0), 0)
            for year, taken in self.taken.items()
            if year is not None
        )
        return self.offered.get(None, 0) - sum(beyond)

    def plus(self, year: Year, centimes: int) -> "Case":
        taken = {**self.taken, year: self.taken.get(year, 0) + centimes}
        return Case(self.offer, self.offered, taken)


def shortage(cases: Sequence[Case], wanted: ByYear) -> Shortage | None:
    """The first year of which more is wanted than is free in one of the cases; None if it fits."""
    for year, centimes in sorted(wanted.items(), key=lambda item: (item[0] is None, item[0] or 0)):
        free = min(case.free(year) for case in cases)
        if centimes > free:
            return Shortage(year, centimes, free)
        cases = [case.plus(year, centimes) for case in cases]
    return None


def cases_of(
    envelope: Envelope, organisation: UUID, since: date, *, without: UUID | None = None
) -> list[Case]:
    """All that may come true for a partner on any day from `since`, one convention left out."""
    return [
        case
        for amendment in (None, *envelope.agreed)
        for case in cases_under(envelope, amendment, organisation, since, without=without)
    ]


def cases_under(
    envelope: Envelope,
    amendment: int | None,
    organisation: UUID,
    since: date,
    *,
    without: UUID | None = None,
) -> list[Case]:
    """Those in which this amendment of the framework comes true; None: in which none does.

    It takes effect on no day before its text was agreed.
    """
    agreed_on, agreed = (
        envelope.agreed.get(amendment, (since, None)) if amendment else (since, None)
    )
    return [
        Case(offer, offer.of(organisation), taken)
        for day in _days(envelope, max(since, agreed_on))
        for taken in _combined(envelope, organisation, day, amendment, without)
        for offer in (agreed or envelope.offered_on(day),)
    ]


def overdrawn(
    envelope: Envelope, amendment: int | None, offer: Offer, organisation: UUID, since: date
) -> Shortage | None:
    """Where this offer would be less than what conventions hold, on any day from `since`."""
    empty = [Case(offer, offer.of(organisation), NONE)]
    found = (
        shortage(empty, taken)
        for day in _days(envelope, since)
        for taken in _combined(envelope, organisation, day, amendment, None)
    )
    return next((short for short in found if short is not None), None)


def _days(envelope: Envelope, since: date) -> Collection[date]:
    """That day, and each later one on which something begins to hold."""
    later = {day for day, _ in envelope.offers}
    for texts in envelope.held.values():
        later |= {day for told in texts.values() for day, _ in told}
    return [since, *sorted(day for day in later if day > since)]


def _combined(
    envelope: Envelope,
    organisation: UUID,
    day: date,
    amendment: int | None,
    without: UUID | None,
) -> Iterator[ByYear]:
    """What the conventions take together: of each one of its texts, in every combination.

    What the framework takes itself is what it takes under that amendment.
    """
    sure: Counter[Year] = Counter()
    open_between: list[list[ByYear]] = []
    for convention_id in envelope.held.keys() - {without}:
        texts = envelope.texts_on(convention_id, day)
        if convention_id == envelope.framework_id:
            texts = {None: texts.get(amendment, ())}
        taken = _alternatives(texts, organisation)
        if len(taken) > 1:
            open_between.append(taken)
        elif taken:
            sure.update(taken[0])
    for chosen in _choices(open_between):
        together = Counter(sure)
        for each in chosen:
            together.update(each)
        yield together


def _choices(open_between: list[list[ByYear]]) -> Iterator[tuple[ByYear, ...]]:
    combinations = 1
    for texts in open_between:
        combinations *= len(texts)
    if combinations > _COMBINATIONS:
        return iter([tuple(_most(texts) for texts in open_between)])
    return product(*open_between)


def _alternatives(texts: Mapping[int | None, Lines], organisation: UUID) -> list[ByYear]:
    """What each of a convention's texts takes of this partner; texts that take the same are one."""
    found: list[ByYear] = []
    for lines in texts.values():
        taken = by_year(lines, organisation)
        if taken not in found:
            found.append(taken)
    return found


def _most(texts: Sequence[ByYear]) -> ByYear:
    """Each year at the most that any of these takes of it."""
    years = {year for taken in texts for year in taken}
    return {year: max(taken.get(year, 0) for taken in texts) for year in years}
