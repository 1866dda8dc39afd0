"""What is promised or reserved, by partner and year: the values of the envelope's events."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.remembering import of_the_same
from conventions.domain.core.terms import Terms

# Centimes by year; None is an amount that no year was named for.
ByYear = Mapping[int | None, int]
Key = tuple[UUID, int | None]
NONE: Final[ByYear] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeLine:
    """An amount of one partner, whatever its nature; `year` None: of no named year."""

    organisation_id: UUID
    year: int | None = None
    amount: Money


Lines = tuple[EnvelopeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a framework's text lets be reserved: its lines, in its years, until its last day.

    None: a year or a day that the text does not name, so that it bounds nothing.
    """

    lines: Lines
    first_year: int | None = None
    last_year: int | None = None
    ends_on: date | None = None

    def of(self, organisation_id: UUID) -> ByYear:
        return by_year(self.lines, organisation_id)

    def covers(self, year: int | None) -> bool:
        """Whether the year is one of the framework's; an amount of no named year always is."""
        if year is None:
            return True
        after_first = self.first_year is None or self.first_year <= year
        return after_first and (self.last_year is None or year <= self.last_year)


def offer_of(terms: Terms, ends_on: date | None) -> Offer:
    outline = terms.outline
    return Offer(
        lines=lines_of(terms),
        first_year=outline.first_year,
        last_year=outline.last_year,
        ends_on=ends_on,
    )


@of_the_same
def lines_of(terms: Terms) -> Lines:
    """All that a text promises, by partner and year, shares that are not split yet included."""
    return summed_up((each.organisation_id, each.year, each.amount) for each in terms.promises())


def summed_up(promised: Iterable[tuple[UUID, int | None, Money]]) -> Lines:
    """One line a partner and year, in an order of their own; nothing where the sum is nothing."""
    sums: Counter[Key] = Counter()
    for organisation, year, amount in promised:
        sums[organisation, year] += amount.centimes
    return tuple(
        EnvelopeLine(organisation_id=key[0], year=key[1], amount=Money(sums[key]))
        for key in sorted(sums, key=order)
        if sums[key]
    )


def order(key: Key) -> tuple[str, bool, int]:
    """By partner, and of each its years before what has no named year."""
    organisation, year = key
    return str(organisation), year is None, year or 0


def by_year(lines: Lines, organisation_id: UUID) -> ByYear:
    """What one partner has in these lines."""
    return {
        line.year: line.amount.centimes for line in lines if line.organisation_id == organisation_id
    }


def amounts(lines: Lines) -> Mapping[Key, int]:
    return {(line.organisation_id, line.year): line.amount.centimes for line in lines}


def most(texts: Iterable[Lines]) -> Mapping[Key, int]:
    """Each partner and year at the most that any of these texts takes of it."""
    found: Counter[Key] = Counter()
    for lines in texts:
        found |= Counter(amounts(lines))
    return found


def organisations(*many: Lines) -> Iterator[UUID]:
    """Everybody who has a line in one of these, once, in a steady order."""
    found = {line.organisation_id for lines in many for line in lines}
    yield from sorted(found, key=str)


def of_partners(lines: Lines) -> Lines:
    """Each partner's sum over all years."""
    return summed_up((line.organisation_id, None, line.amount) for line in lines)


def within(lines: Lines, others: Lines) -> bool:
    """Whether no line is more than the other's of the same partner and year."""
    bounds = amounts(others)
    return all(centimes <= bounds.get(key, 0) for key, centimes in amounts(lines).items())
