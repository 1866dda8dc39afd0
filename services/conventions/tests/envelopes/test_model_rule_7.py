"""Rule 7 by a model that counts otherwise: it pays every reserved dirham out of a promised one.

Whatever is reserved, given back, amended or revised, in any order and dated on any day: on no day
and in no combination of agreed texts is a dirham reserved that no line has.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

from conventions.domain.envelopes.envelope import Envelope
from conventions.domain.envelopes.figures import figures_of
from conventions.domain.envelopes.lines import Offer
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.errors import RuleBroken
from mithaq.money import ZERO

from ..people import COMMUNE, REGION
from ..proposal import mad
from .story import By, offer, opened, standing, stood, taken

FRAMEWORK_ITSELF = 0
FIRST_DAY = date(2026, 1, 15)
PARTNERS = (REGION, COMMUNE)
_years = st.sampled_from([2026, 2027, None])
_by = st.dictionaries(st.tuples(st.sampled_from(PARTNERS), _years), st.integers(0, 12), max_size=4)
_texts = st.one_of(
    st.just({}),
    st.builds(lambda base: {None: base}, _by),
    st.builds(lambda base, number, by: {None: base, number: by}, _by, st.integers(1, 2), _by),
)
_taking = st.tuples(st.just("take"), st.integers(1, 3), _texts, st.integers(0, 9))
_amending = st.tuples(st.just("agree"), st.integers(1, 2), _by, st.integers(0, 9))
_spending = st.tuples(st.just("spend"), st.just(0), _by, st.integers(0, 9))
_revising = st.tuples(st.just("revise"), st.just(0), _by, st.integers(0, 9))


@dataclass
class Model:
    """What holds from which day on: nothing but the newest word of each day is kept."""

    offers: dict[date, By]
    agreed: dict[int, tuple[date, By]] = field(default_factory=dict)
    # Of the framework itself too: what it spends it takes as a convention does.
    held: dict[int, dict[date, Mapping[int | None, By]]] = field(default_factory=dict)

    @property
    def spent(self) -> By:
        told = self.held.get(FRAMEWORK_ITSELF, {})
        return told[max(told)][None] if told else {}

    def possible(self, day: date) -> Iterator[tuple[By, list[By]]]:
        """Every offer together with one text of each convention."""
        since = max(each for each in self.offers if each <= day)
        texts = [self._texts(convention, day) for convention in self.held]
        agreed = [by for on, by in self.agreed.values() if on <= day]
        for offered in (self.offers[since], *agreed):
            for chosen in product(*(each or [{}] for each in texts)):
                yield offered, list(chosen)

    def _texts(self, convention: int, day: date) -> list[By]:
        known = [each for each in self.held[convention] if each <= day]
        return list(self.held[convention][max(known)].values()) if known else []

    def days(self) -> set[date]:
        return {
            *self.offers,
            *(on for on, _ in self.agreed.values()),
            *(day for told in self.held.values() for day in told),
        }


def paid_out(offered: By, taken_together: list[By]) -> bool:
    """Dirham by dirham: of its own year first, then of what has no year; what has none, of all."""
    purses = dict(offered)
    for year_named in (True, False):
        for by in taken_together:
            for (who, year), amount in by.items():
                if (year is not None) is not year_named:
                    continue
                for _ in range(amount):
                    purse = _purse(purses, who, year)
                    if purse is None:
                        return False
                    purses[purse] -= 1
    return True


def _purse(purses: Mapping[tuple, int], who: object, year: int | None) -> tuple | None:  # type: ignore[type-arg]
    wanted = [(who, year), (who, None)] if year else [each for each in purses if each[0] == who]
    return next((each for each in wanted if purses.get(each, 0) > 0), None)


def holds(model: Model) -> bool:
    return all(
        paid_out(offered, chosen) for day in model.days() for offered, chosen in model.possible(day)
    )


def offered_by(by: By) -> Offer:
    return offer(by, years=(2026, 2027))


@settings(max_examples=300, deadline=None)
@given(_by, st.lists(st.one_of(_taking, _taking, _amending, _revising, _spending), max_size=14))
def test_property_no_interleaving_exceeds_the_envelope(first: By, steps: list[tuple]) -> None:  # type: ignore[type-arg]
    envelope = opened(offered_by(first))
    model = Model({FIRST_DAY: first})
    latest = dict.fromkeys(range(4), 0)
    for what, number, wish, later in steps:
        # A convention's own words are told in the order of their days; those of others are not.
        key = number if what == "take" else 0
        latest[key] = max(latest[key], later)
        on = FIRST_DAY + timedelta(days=latest[key])
        try:
            envelope = _step(envelope, model, what, number, wish, on)
        except RuleBroken:
            continue
        assert holds(model), (what, wish)
        assert all(each.free >= ZERO for each in figures_of(envelope))


def _step(
    envelope: Envelope, model: Model, what: str, number: int, wish: object, on: date
) -> Envelope:
    """The envelope after it, and the model told; or neither, and the rule that refuses it."""
    if what == "take":
        after = taken(envelope, number, wish, on)  # type: ignore[arg-type]
        told = model.held.setdefault(number, {})
        for day in [day for day in told if day > on]:
            del told[day]
        told[on] = wish  # type: ignore[assignment]
        return after
    agreed = {**model.agreed, number: (on, wish)} if what == "agree" else {}
    offered = wish if what == "revise" else model.offers[max(model.offers)]
    spent = wish if what == "spend" else model.spent
    new = standing(
        offered_by(offered),  # type: ignore[arg-type]
        agreed={n: offered_by(by) for n, (_, by) in agreed.items()},  # type: ignore[arg-type]
        own=dict.fromkeys((None, *agreed), spent),  # type: ignore[arg-type]
    )
    after = stood(envelope, new, on)
    model.agreed = agreed  # type: ignore[assignment]
    if what == "revise":
        model.offers = {day: by for day, by in model.offers.items() if day < on}
        model.offers[on] = wish  # type: ignore[assignment]
    if what == "spend":
        told = model.held.setdefault(FRAMEWORK_ITSELF, {})
        for day in [day for day in told if day > on]:
            del told[day]
        told[on] = {None: wish}  # type: ignore[dict-item]
    return after


@settings(max_examples=150, deadline=None)
@given(_by, st.lists(st.tuples(st.integers(1, 4), _by), max_size=6))
def test_property_what_is_refused_would_exceed_and_what_is_free_fits(
    first: By, wishes: list[tuple[int, By]]
) -> None:
    """No false refusal: where the model still pays every dirham, the reservation is taken."""
    envelope, held = opened(offered_by(first)), dict[int, By]()
    for convention, by in wishes:
        fits = paid_out(first, [each for c, each in held.items() if c != convention] + [by])
        try:
            envelope = taken(envelope, convention, {None: by})
        except RuleBroken:
            assert not fits
            continue
        assert fits
        held[convention] = by
    for each in list(figures_of(envelope)):
        dirhams = each.free.centimes // 100
        key = (each.organisation_id, each.year)
        assert paid_out(first, [*held.values(), {key: dirhams}])
        assert not paid_out(first, [*held.values(), {key: dirhams + 1}])
        assert each.offered == mad(first.get(key, 0))
