"""Lists against an oracle: what they keep, in which order, page by page, and what it amounts to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from conventions.domain.core.vocabulary import Instrument, PartyRole, State
from conventions.read_models.listing import (
    Age,
    Alert,
    Asked,
    Filters,
    Involvement,
    Order,
    SortKey,
    every,
    page,
    totals,
)
from conventions.read_models.listing.filters import EVERYTHING
from conventions.read_models.listing.words import words_of
from conventions.routes.listing_cursor import places_in
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from mithaq.folding import fold
from mithaq.http import Window
from mithaq.money import Money, Total
from mithaq.visibility import Sight, Tie
from sqlalchemy.ext.asyncio import AsyncConnection

from ..campaigns import campaign
from ..conftest import Running
from .register import TODAY, Entry, Tranche, alerts_of, fill, passes, rewrite

ORGANISATIONS = [UUID(int=900 + nth) for nth in range(4)]
NAMES = ["Région de Fès", "Commune d'Ifrane", "Al Omrane مجموعة العمران", "Agence"]
TITLES = ["Éclairage", "éclairage public", "Réhabilitation de la médina", "Pistes 50 % vertes_"]
ARABIC = [None, "الإنارة العمومية", "تأهيل المدينة", "إنارة"]
PLACES = ["01", "01.511", "01.511.01.01", "06.141.01.11", "04.421.01.07"]
SOUGHT = [
    "eclairage",
    "ÉCLAIRAGE",
    "الانارة",
    "fes",
    "omrane العمران",
    "med-1",
    "%",
    "_",
    "\\",
    "a e",
]
few = settings(campaign, phases=[Phase.explicit, Phase.reuse, Phase.generate])

tranche = st.builds(
    Tranche,
    days_late=st.sampled_from([-5, 0, 1, 30, 31, 60, 90, 91, 180, 181, 400]),
    amount=st.just(100),
    paid=st.sampled_from([0, 40, 100]),
    cancelled=st.sampled_from([False, False, True]),
)
days = st.none() | st.sampled_from([-40, -1, 0, 1, 40]).map(lambda n: TODAY + timedelta(days=n))
party = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from([["lead", "funder"], ["funder"], ["drafter"], ["approver"], ["signatory"]]),
)
entry = st.builds(
    Entry,
    number=st.just(0),
    reference=st.sampled_from(["MED-1", "MED-10", "É-2", "med-2"]),
    title_fr=st.sampled_from(TITLES),
    title_ar=st.sampled_from(ARABIC),
    state=st.sampled_from(State),
    instrument=st.sampled_from(["framework", "financing"]),
    programme_kind=st.sampled_from([None, "pdr", "indh"]),
    framework=st.none() | st.sampled_from(ORGANISATIONS),
    territory=st.sampled_from(PLACES),
    actions=st.lists(st.sampled_from(PLACES), max_size=2),
    total=st.sampled_from([0, 100, 100, 50_000, 2**53 - 1]),
    first_year=st.sampled_from([2024, 2026]),
    last_year=st.sampled_from([2026, 2028]),
    parties=st.dictionaries(st.sampled_from(ORGANISATIONS), party, max_size=3),
    ends_on=days,
    signed_on=days,
    promised=st.sampled_from([0, 5, 2**80]),
    paid=st.sampled_from([0, 5, 9]),
    unsplit=st.sampled_from([0, 4]),
    split_by=days,
    condition_due=days,
    excess=st.sampled_from([0, 0, 3]),
    round_ends=days,
    round_undecided=st.booleans(),
    sign_by=days,
    unmandated=st.sampled_from([[], ["x"]]),
    quiet_days=st.sampled_from([0, 1, 30]),
    tranches=st.lists(tranche, max_size=3),
)


def some(of: Any) -> Any:
    return st.just(()) | st.lists(st.sampled_from(of), min_size=1, max_size=2).map(tuple)


amounts = st.none() | st.sampled_from([0, 100, 101, 50_000]).map(Money)
filters = st.builds(
    Filters,
    states=some(State),
    instruments=some(Instrument),
    programme_kind=st.sampled_from([None, "pdr"]),
    framework=st.none() | st.sampled_from(ORGANISATIONS),
    territories=some(PLACES),
    organisation=st.none() | st.sampled_from(ORGANISATIONS),
    roles=st.just(()),
    year=st.none() | st.sampled_from([2023, 2025, 2026, 2028]),
    total_from=amounts,
    total_to=amounts,
    late=some(Age),
    late_over=st.none() | st.sampled_from([0, 30, 180]),
    alerts=some(Alert),
    unmoved_days=st.none() | st.sampled_from([0, 1, 30]),
    q=st.just("") | st.sampled_from(SOUGHT),
)
# One filter at a time finds most; all together find next to nothing.
one_filter = filters.flatmap(
    lambda drawn: st.sampled_from(sorted(Filters.__dataclass_fields__)).map(
        lambda name: Filters(**{name: getattr(drawn, name)})
    )
)
orders = st.lists(
    st.tuples(st.sampled_from(SortKey), st.booleans()).map(lambda k: "-" * k[1] + k[0]), max_size=3
).map(lambda keys: Order.of(",".join(keys)))


def numbered(entries: list[Entry]) -> list[Entry]:
    for nth, each in enumerate(entries, start=1):
        each.number = each.seq = nth
    return entries


registers = st.lists(entry, max_size=12).map(numbered)


def key_of(entry: Entry, order: Order, q: str) -> list[Any]:
    """Where the entry stands, by code of this test alone: unknown comes last both ways."""
    return [_Way(_value(entry, key, q), descends) for key, descends in order.keys]


@dataclass(frozen=True)
class _Way:
    value: Any
    descends: bool

    def __lt__(self, other: "_Way") -> bool:
        if self.value is None or other.value is None:
            return self.value is not None
        return bool(self.value > other.value if self.descends else self.value < other.value)


def _value(entry: Entry, key: SortKey, q: str) -> Any:
    longest = max(entry.late_days, default=None)
    found = {
        SortKey.CREATED: entry.number,
        SortKey.RELEVANCE: _nearness(entry, fold(q)),
        SortKey.REFERENCE: fold(entry.reference).encode(),
        SortKey.TITLE: fold(entry.title_fr).encode(),
        SortKey.TITLE_AR: entry.title_ar and fold(entry.title_ar).encode(),
        SortKey.STATE: list(State).index(entry.state),
        SortKey.LATE: entry.owed,
        SortKey.LATE_SINCE: longest and -longest,
        SortKey.JUSTIFIED: 0,
        SortKey.CALLED: entry.paid,
        SortKey.IN_FORCE_ON: entry.signed_on,
    }
    return found[key] if key in found else getattr(entry, key.value)


def _nearness(entry: Entry, wanted: str) -> int:
    names = [fold(each) for each in (entry.reference, entry.title_fr, entry.title_ar) if each]
    return (
        0 if not wanted or wanted in names else 1 if any(n.startswith(wanted) for n in names) else 2
    )


def asked(
    filters: Filters | None = None, sort: str | Order = "", seen_by: Sight = EVERYTHING
) -> Asked:
    order = sort if isinstance(sort, Order) else Order.of(sort)
    return Asked(filters=filters or Filters(), order=order, today=TODAY, seen_by=seen_by)


async def read(connection: AsyncConnection, wanted: Asked, size: int = 200) -> list[int]:
    """All pages, each cursor told as text and read back as a client hands it in."""
    places, found, token = places_in(wanted.order), list[int](), None
    while True:
        window = Window(size, token)
        rows = await page(connection, wanted, window.fetch, places.read(window))
        told = window.page(rows, key=lambda each: places.told(each.place))
        found += [each.row.id.int for each in told.items]
        if told.next is None:
            return found
        token = told.next


@few
@given(registers, st.one_of(filters, one_filter, one_filter), orders, st.integers(1, 5))
async def test_property_pages_are_what_the_oracle_keeps_in_its_order(
    running: Running, register: list[Entry], kept: Filters, order: Order, size: int
) -> None:
    async with running.kernel.engine.connect() as connection:
        await fill(connection, register)
        found = await read(connection, asked(kept, order), size)
        whole = [row async for rows in every(connection, asked(kept, order)) for row in rows]
        added = await totals(connection, asked(kept))
        await connection.rollback()
    expected = [each for each in register if passes(each, kept, register)]
    expected.sort(key=lambda each: key_of(each, order, kept.q))
    # What changed while nobody wrote is nothing: in any order each comes once.
    assert found == [each.number for each in expected]
    assert [row.id.int for row in whole] == found
    for row, each in zip(whole, expected, strict=True):
        assert {a for a in Alert if getattr(row, f"alert_{a}")} == alerts_of(each)
        assert (row.late or Total()).centimes == each.owed
    assert_adds_up(added, expected)


def assert_adds_up(added: Any, expected: Sequence[Entry]) -> None:
    assert added.all.count == len(expected)
    assert added.all.total == Total(sum(each.total for each in expected))
    assert added.all.promised == Total(sum(each.promised for each in expected))
    assert added.all.late == Total(sum(each.owed for each in expected))
    assert {s: sums.count for s, sums in added.by_state.items()} == Counter(
        each.state for each in expected
    )
    alerted = Counter(alert for each in expected for alert in alerts_of(each))
    assert added.by_alert == {alert: alerted[alert] for alert in Alert}
    assert sum(count for count, _ in added.by_age.values()) == sum(
        len(each.late_days) for each in expected
    )
    assert Total.of(amount for _, amount in added.by_age.values()) == added.all.late


@few
@given(registers, st.one_of(st.just(Filters()), one_filter), orders, st.integers(1, 4), st.data())
async def test_property_nobody_is_passed_over_while_rows_move(
    running: Running,
    register: list[Entry],
    kept: Filters,
    order: Order,
    size: int,
    data: st.DataObject,
) -> None:
    """Between two pages any convention may change what it is filtered and sorted by.

    What passed the filter all the while is found, what never did is not; in between, either.
    """
    wanted, places, token = asked(kept, order), places_in(order), None
    found, ever = Counter[int](), _passing(register, kept)
    always, line = set(ever), len(register)
    async with running.kernel.engine.connect() as connection:
        await fill(connection, register)
        for changes in count():
            window = Window(size, token)
            rows = await page(connection, wanted, window.fetch, places.read(window))
            told = window.page(rows, key=lambda each: places.told(each.place))
            found.update(each.row.id.int for each in told.items)
            if (token := told.next) is None:
                break
            if changes < 6:
                moving, line = data.draw(st.sampled_from(register)), line + 1
                moving.total, moving.paid = data.draw(st.sampled_from([0, 7, 60_000])), changes
                moving.state, moving.seq = data.draw(st.sampled_from(State)), line
                moving.title_fr = data.draw(st.sampled_from(TITLES))
                moving.title_ar = data.draw(st.sampled_from(ARABIC))
                await rewrite(connection, moving)
                passing = _passing(register, kept)
                always, ever = always & passing, ever | passing
        await connection.rollback()
    assert always <= found.keys() <= ever
    if order.lasting:
        assert set(found.values()) <= {1}


def _passing(register: Sequence[Entry], kept: Filters) -> set[int]:
    return {each.number for each in register if passes(each, kept, register)}


@few
@given(registers, filters, st.sampled_from(ORGANISATIONS), st.sampled_from(SortKey))
async def test_property_no_filter_shows_what_the_caller_does_not_see(
    running: Running, register: list[Entry], kept: Filters, own: UUID, key: SortKey
) -> None:
    sight = Sight(organisation=own, ties=frozenset({Tie.PARTY}))
    async with running.kernel.engine.connect() as connection:
        await fill(connection, register)
        found = await read(connection, asked(kept, key.value, sight), 3)
        added = await totals(connection, asked(kept, seen_by=sight))
        await connection.rollback()
    seen = [
        each
        for each in register
        if own in each.parties and each.parties[own][1] not in (["drafter"], ["approver"])
    ]
    expected = [each for each in seen if passes(each, kept, register)]
    assert sorted(found) == [each.number for each in expected]
    assert_adds_up(added, expected)


@pytest.mark.parametrize(
    ("roles", "found"),
    [((), [3, 2, 1]), (("lead",), [1]), (("signatory", "approver"), [3, 2]), (("witness",), [])],
)
async def test_an_organisation_is_found_in_its_roles(
    running: Running, roles: tuple[str, ...], found: list[int]
) -> None:
    own, other = ORGANISATIONS[:2]
    register = [
        Entry(number=1, parties={own: ("A", ["lead", "funder"]), other: ("B", ["witness"])}),
        Entry(number=2, parties={own: ("A", ["signatory"])}),
        Entry(number=3, parties={own: ("A", ["approver"])}),
        Entry(number=4, parties={other: ("B", ["lead"])}),
    ]
    kept = Filters(organisation=own, roles=tuple(map(Involvement, roles)))
    async with running.kernel.engine.connect() as connection:
        await fill(connection, register)
        assert await read(connection, asked(kept)) == found
        await connection.rollback()


async def test_what_is_called_exactly_so_comes_first(running: Running) -> None:
    register = [
        Entry(number=1, title_fr="Éclairage"),
        Entry(number=2, title_fr="Rénovation de l'éclairage"),
        Entry(number=3, title_fr="Éclairage de Fès"),
        Entry(number=4, reference="ECLAIRAGE"),
        Entry(number=5, title_fr="Pistes"),
    ]
    async with running.kernel.engine.connect() as connection:
        await fill(connection, register)
        kept = Filters(q=" éclairage ")
        assert await read(connection, asked(kept, "relevance")) == [4, 1, 3, 2]
        await connection.rollback()


def test_words_beyond_the_eighth_are_looked_for_as_they_stand() -> None:
    assert words_of("bb a  BB") == ["bb", "a"]
    assert words_of("a b c d e f g h i j") == ["i j", *"abcdefgh"]


def test_an_organisation_is_filtered_by_every_role_and_tie() -> None:
    assert set(map(str, Involvement)) == {*PartyRole, "drafter", "approver"}


def test_an_order_has_each_key_once_and_ends_with_the_newest() -> None:
    assert str(Order.of("-total,total,title")) == "-total,title,-created"
    assert str(Order.of("created")) == "created"
