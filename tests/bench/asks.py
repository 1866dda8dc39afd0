"""What a list of conventions can be asked: values of every filter, orders, sights, and mixtures.

The mixtures are drawn, always the same ones. Of a filter that is added, the bench wants values.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from random import Random
from typing import Any, Final
from uuid import UUID

from conventions.domain.core.vocabulary import Instrument, State
from conventions.read_models.listing import Age, Alert, Asked, Filters, Involvement, Order, SortKey
from mithaq.money import Money
from mithaq.visibility import Sight, Tie

from services.conventions.tests.listing.register import TODAY
from tests.bench.register import MINISTRY, organisation

# What nearly all have, what few have, what nothing has, and what costs most to look for.
VALUES: Final[Mapping[str, Sequence[Any]]] = {
    "states": [(State.IN_FORCE,), (State.IN_FORCE, State.SUSPENDED, State.SIGNED), tuple(State)],
    "instruments": [(Instrument.FRAMEWORK,), tuple(Instrument)],
    "programme_kind": ["pdr", "none-such"],
    "framework": [UUID(int=7)],
    "territories": [("06",), ("06", "06.141"), ("06", "06.141", "06.141.01.01")],
    "organisation": [MINISTRY, organisation(3), organisation(700)],
    "roles": [(Involvement.LEAD,), (Involvement.SIGNATORY, Involvement.WITNESS)],
    "year": [2024],
    "total_from": [Money.dirhams(10**6), Money.dirhams(10**8), Money.dirhams(10**9)],
    "total_to": [Money.dirhams(10**9), Money.dirhams(10**7)],
    "late": [(Age.TO_30,), (Age.TO_30, Age.OVER_180), tuple(Age)],
    "late_over": [0, 90, 700],
    "alerts": [*((alert,) for alert in Alert), tuple(Alert)],
    "unmoved_days": [0, 90],
    "q": [
        *("eclairage medina", "العتيقه", "organisme 7 medina", "CPV-2024-01", "ministere", "zzz"),
        *("a e i o u r t s n", "org ani nis ism sme min ist ter hab", "e " * 50, "e" * 100),
    ],
}
SIGHTS: Final = {
    "the office": Sight(everything=True),
    "the ministry": Sight(organisation=MINISTRY, ties=frozenset(Tie)),
    "a region": Sight(organisation=organisation(3), ties=frozenset({Tie.PARTY, Tie.DRAFTER})),
    "a commune": Sight(organisation=organisation(700), ties=frozenset({Tie.PARTY})),
}
ORDERS: Final = ("", *SortKey, *("-" + key for key in SortKey))
NOT_ALONE: Final = frozenset({"entries"})  # they come with the organisation


def asked(filters: Filters, order: str, sight: str) -> Asked:
    return Asked(filters=filters, order=Order.of(order), today=TODAY, seen_by=SIGHTS[sight])


def single() -> Iterator[Asked]:
    """Each value of each filter in the order of the route, to everybody; each order unfiltered."""
    for sight in SIGHTS:
        yield from (asked(Filters(), order, sight) for order in ORDERS)
        for name, values in VALUES.items():
            yield from (asked(_filtered({name: value}), "", sight) for value in values)


def mixed(count: int) -> Iterator[Asked]:
    """Up to four filters, up to three keys."""
    chance = Random(count)
    for _ in range(count):
        names = chance.sample(sorted(VALUES), chance.randint(0, 4))
        kept = _filtered({name: chance.choice(VALUES[name]) for name in names})
        keys = chance.sample(ORDERS[1:], chance.randint(0, 3))
        yield asked(kept, ",".join(keys), chance.choice(sorted(SIGHTS)))


def _filtered(values: Mapping[str, Any]) -> Filters:
    own = {"organisation": organisation(3)} if "roles" in values else {}
    return Filters(**(own | dict(values)))


def named(ask: Asked) -> str:
    """What is asked, as short as a row of a table wants it."""
    sight = next(name for name, seen_by in SIGHTS.items() if seen_by == ask.seen_by)
    told = [
        f"{each.name} {_short(value)}"
        for each in fields(ask.filters)
        if (value := getattr(ask.filters, each.name)) != each.default
    ]
    return f"{', '.join(told) or 'all'}, by {ask.order}, for {sight}"


def _short(value: Any) -> str:
    text = "+".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return text if len(text) <= 40 else f"{text[:40]}..."
