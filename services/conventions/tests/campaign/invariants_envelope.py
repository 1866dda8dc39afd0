"""What holds of a framework's envelope (rule 7): counted anew from what its conventions recorded.

What a convention takes and what its framework offers is read off their own events (`reading.py`);
the envelope's own events are then held against it. Nothing here calls what decides.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Final, TypeVar
from uuid import UUID

from conventions.domain.drafting.events import ConventionDrafted
from conventions.domain.envelopes import events as e
from conventions.domain.envelopes.lines import Lines as Told

from .reading import Lines, Reading, lines
from .record import Faults, Record, Recorded, told

V = TypeVar("V")
Texts = Mapping[int | None, Lines]
Years = tuple[int | None, int | None]
_NOTHING: Final[Texts] = {}
_MOVING: Final = (e.EnvelopeReserved, e.EnvelopeReleased)


@dataclass(frozen=True, slots=True)
class _Offer:
    lines: Lines
    years: Years


@dataclass(slots=True)
class _Family:
    """A framework and those under it; what each said last, and from which day on it holds."""

    framework_id: UUID
    members: dict[UUID, Reading] = field(default_factory=dict)
    taken: dict[UUID, dict[date, Texts]] = field(default_factory=dict)
    offers: dict[date, _Offer] = field(default_factory=dict)
    agreed: dict[int, tuple[date, _Offer]] = field(default_factory=dict)

    def enter(self, entry: Recorded) -> bool:
        """Whether anything that an envelope could follow from is another than before."""
        reading = self.members[entry.convention_id]
        for event in entry.events:
            reading.enter(entry, event)
        if not reading.is_framework:
            return self._said(entry, reading.taken)
        if reading.in_force_on is None:
            return False
        moved = self._said(entry, reading.spent)
        return self._offered(entry, reading) or moved

    def _said(self, entry: Recorded, texts: Texts) -> bool:
        told = self.taken.setdefault(entry.convention_id, {})
        if (told[max(told)] if told else _NOTHING) == texts:
            return False
        say(told, entry.on, texts)
        return True

    def _offered(self, entry: Recorded, framework: Reading) -> bool:
        """What has ended offers nothing more; what was taken rests on what it offered last."""
        if framework.over:
            return False
        offer = _Offer(lines(framework.parties.promises()), framework.years)
        moved = not self.offers or self.offers[max(self.offers)] != offer
        if moved:
            say(self.offers, entry.on, offer)
        after = {
            number: _Offer(
                lines(framework.parties.promises(announced)),
                (announced.period.first_year, announced.period.last_year)
                if announced.period
                else framework.years,
            )
            for number, announced in framework.agreed.items()
        }
        known = {number: offer for number, (_, offer) in self.agreed.items()}
        for number in known.keys() - after.keys():
            del self.agreed[number]
        for number, offer in after.items():
            if known.get(number) != offer:
                self.agreed[number] = (entry.on, offer)
        return moved or known != after

    def days(self) -> set[date]:
        """Each on which something begins to hold."""
        said = (day for told in self.taken.values() for day in told)
        return {*self.offers, *said, *(day for day, _ in self.agreed.values())}

    def cases(self, day: date) -> Iterator[tuple[_Offer, tuple[Lines, ...]]]:
        """Each offer that may come true, with one text of each convention."""
        offers: dict[int | None, _Offer] = {
            None: self.offers[max(on for on in self.offers if on <= day)]
        }
        for number, (on, offer) in self.agreed.items():
            if on <= day:
                offers[number] = offer
        under = [
            list(_on(told, day, _NOTHING).values()) or [{}]
            for who, told in self.taken.items()
            if who != self.framework_id
        ]
        own = _on(self.taken.get(self.framework_id, {}), day, _NOTHING)
        for text, offer in offers.items():
            spent = own.get(text, {})
            for chosen in product(*under):
                yield offer, (spent, *chosen)


def say(told: dict[date, V], on: date, what: V) -> None:
    """It holds from that day on; what was said of later days is said anew."""
    for later in [day for day in told if day > on]:
        del told[later]
    told[on] = what


def _on(told: Mapping[date, V], day: date, else_: V) -> V:
    known = [on for on in told if on <= day]
    return told[max(known)] if known else else_


def _families(record: Record) -> Iterator[tuple[_Family, Recorded, bool]]:
    """After each command of a framework or of one under it: what they come to by then."""
    if not any(isinstance(event, ConventionDrafted) and _kin(event) for _, event in told(record)):
        return
    readings: dict[UUID, Reading] = {}
    families: dict[UUID, _Family] = {}
    for entry in record:
        reading = readings.setdefault(entry.convention_id, Reading())
        family = families.get(reading.framework_id or entry.convention_id)
        if family is None:
            for event in entry.events:
                reading.enter(entry, event)
            above = entry.convention_id if reading.is_framework else reading.framework_id
            if above is not None:
                family = families.setdefault(above, _Family(above))
                family.members[entry.convention_id] = reading
            continue
        yield family, entry, family.enter(entry)


def _kin(event: ConventionDrafted) -> bool:
    return event.outline.framework_id is not None or event.outline.instrument == "framework"


def no_more_is_reserved_than_a_framework_offers(record: Record) -> Faults:
    """Of no partner and year, on no day, whichever agreed amendment comes true."""
    for family, entry, moved in _families(record):
        if moved and family.offers:
            for day in sorted(family.days()):
                if day < min(family.offers):
                    continue
                for offer, taken in family.cases(day):
                    for fault in _beyond(offer, taken):
                        yield f"{type(entry.command).__name__}, on {day}: {fault}"


def _beyond(offer: _Offer, taken: tuple[Lines, ...]) -> Iterator[str]:
    """A line of no named year serves every year of the framework; what is of no year, takes of any.

    So what goes beyond the lines of its years fits that one, and all together fit all.
    """
    together: Counter[tuple[UUID, int | None]] = Counter()
    for each in taken:
        together.update(each)
    first, last = offer.years
    for who in {who for who, _ in together}:
        mine = {year: amount for (by, year), amount in together.items() if by == who}
        have = {year: amount for (by, year), amount in offer.lines.items() if by == who}
        beyond = sum(max(mine[year] - have.get(year, 0), 0) for year in mine if year is not None)
        if beyond > have.get(None, 0) or sum(mine.values()) > sum(have.values()):
            yield f"{mine} of {have} is taken of {who}"
        for year in mine:
            if year is not None and not (first or year) <= year <= (last or year):
                yield f"{year} is none of {first} to {last}"


def _held(told: dict[UUID, dict[int | None, Lines]], event: e.EnvelopeEvents) -> None:
    """What takes nothing of any line is not held."""
    if isinstance(event, _MOVING):
        mine = told.setdefault(event.convention_id, {})
        mine.pop(event.amendment, None)
        if isinstance(event, e.EnvelopeReserved) and event.lines:
            mine[event.amendment] = _lines(event.lines)


def _lines(told: Told) -> Lines:
    return {(line.organisation_id, line.year): line.amount.centimes for line in told}


def what_is_reserved_is_what_conventions_hold(record: Record) -> Faults:
    """After every command: each text that binds, and no other; what ended holds nothing."""
    known: dict[UUID, dict[int | None, Lines]] = {}
    for family, entry, _ in _families(record):
        for event in entry.envelope:
            _held(known, event)
        moved = {event.convention_id for event in entry.envelope if isinstance(event, _MOVING)}
        for who in {entry.convention_id, *moved}:
            reading = family.members[who]
            if reading.is_framework and reading.in_force_on is None:
                continue
            texts = reading.spent if reading.is_framework else reading.taken
            holds = {text: each for text, each in texts.items() if each}
            if known.get(who, {}) != holds:
                said = f"{known.get(who)} told, {holds} held by {who}"
                yield f"{type(entry.command).__name__}: {said}"


def what_is_reserved_is_given_back_once(record: Record) -> Faults:
    """By the text that holds it, all of it; and nothing is taken and given back at once."""
    known: dict[UUID, dict[int | None, Lines]] = {}
    for entry in record:
        named = [
            (event.convention_id, event.amendment)
            for event in entry.envelope
            if isinstance(event, _MOVING)
        ]
        if len(named) != len(set(named)):
            yield f"{type(entry.command).__name__} moves one text twice"
        for event in entry.envelope:
            if isinstance(event, e.EnvelopeReleased):
                held = known.get(event.convention_id, {}).get(event.amendment)
                if held is None or held != _lines(event.lines):
                    yield f"{_lines(event.lines)} is given back of {held}"
            _held(known, event)


def nothing_is_reserved_of_what_gives_nothing(record: Record) -> Faults:
    """More is taken of a framework that is in force alone, and of a day on which it was."""
    before: dict[UUID, list[Counter[UUID]]] = {}
    for family, entry, _ in _families(record):
        framework = family.members.get(family.framework_id)
        reading = family.members[entry.convention_id]
        if reading.is_framework:
            continue
        after = [_by_partner(each) for each in reading.taken.values()]
        known = before.get(entry.convention_id, [])
        before[entry.convention_id] = after
        more = [each for each in after if not any(each <= other for other in known)]
        if more and (framework is None or not _gives(framework, entry.on)):
            yield f"{type(entry.command).__name__} takes {more} on {entry.on}"


def _by_partner(taken: Lines) -> Counter[UUID]:
    found: Counter[UUID] = Counter()
    for (who, _), amount in taken.items():
        found[who] += amount
    return found


def _gives(framework: Reading, on: date) -> bool:
    since, until = framework.in_force_on, framework.ends_on
    if since is None or framework.over or on < since or (until is not None and on > until):
        return False
    if framework.suspended and framework.suspended[-1][1] == date.max:
        return False
    return not any(first <= on < last for first, last in framework.suspended)


ENVELOPE = (
    no_more_is_reserved_than_a_framework_offers,
    what_is_reserved_is_what_conventions_hold,
    what_is_reserved_is_given_back_once,
    nothing_is_reserved_of_what_gives_nothing,
)
