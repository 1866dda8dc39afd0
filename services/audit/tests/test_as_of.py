"""No question about a day, as known at a position, is answered with less than nothing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from audit.domain.ledger.days import Latest, counts_from
from audit.domain.ledger.line import Kind, Line, Undertaking
from audit.domain.ledger.lines import lines_of
from audit.heard import tranches
from audit.heard.conventions import MoneyEvent
from audit.heard.terms import Contribution
from hypothesis import example, given
from hypothesis import strategies as some

from .histories import NAMES, STEPS, Text
from .stories import (
    CONVENTION,
    MINISTRY,
    REGION,
    abandoned,
    amended,
    cancelled,
    pledged,
    promise,
    signed,
    step,
    withdrawn,
)

DAY = date(2026, 1, 1)
days = some.integers(0, 30).map(lambda n: DAY + timedelta(days=n))
Dated = tuple[MoneyEvent, date]


@dataclass
class Money:
    """One contribution's dirhams as they pass: each has the day of the last thing it went through.

    First in, first out: what is done holds from the day of every dirham that it moves, or later.
    """

    queues: dict[int, list[date]]

    def done(self, nth: int, centimes: int, drawn: date) -> date:
        moved = [self.queues[nth].pop(0) for _ in range(centimes)]
        day = max([drawn, *moved])
        self.queues[nth + 1] += [day] * centimes
        return day


@some.composite
def lives(draw: some.DrawFn) -> list[Dated]:
    """A text pledged on whatever days; signed and amended; money steps on days it allows."""
    events, text = draw(texts())
    if not text or draw(some.integers(0, 4)) == 0:
        return [*events, (abandoned(*text.values()), draw(days))]
    signed_on = draw(days)
    events.append((signed(*text.values()), signed_on))
    standing = {name: Money(_queue(of, signed_on)) for name, of in text.items()}
    for _ in range(draw(some.integers(0, 12))):
        name = draw(some.sampled_from(sorted(text)))
        of, money = text[name], standing[name]
        if draw(some.integers(0, 3)) == 0:
            text[name] = after = promise(name, draw(some.integers(0, 12)), of.organisation_id)
            change = after.amount.centimes - of.amount.centimes
            day = draw(days)
            if change < 0 and len(money.queues[0]) < -change:
                text[name] = of
                continue
            if change < 0:
                del money.queues[0][change:]
            money.queues[0] += [day] * change
            events.append((amended((of, after)), day))
        else:
            nth = draw(some.integers(0, len(STEPS) - 1))
            amount = draw(some.integers(0, len(money.queues[nth])))
            day = money.done(nth, amount, draw(days))
            events.append((step(STEPS[nth], of, amount), day))
    return events


def _queue(of: Contribution, day: date) -> dict[int, list[date]]:
    return defaultdict(list, {0: [day] * of.amount.centimes})


@some.composite
def texts(draw: some.DrawFn) -> tuple[list[Dated], Text]:
    events: list[Dated] = []
    text: Text = {}
    for name in draw(some.lists(NAMES, min_size=1, max_size=8)):
        if name in text and draw(some.booleans()):
            events.append((withdrawn(text.pop(name)), draw(days)))
            continue
        owner = draw(some.sampled_from([MINISTRY, REGION]))
        new = promise(name, draw(some.integers(1, 12)), owner)
        events.append((pledged(new, replaced=text.get(name)), draw(days)))
        text[name] = new
    return events, text


def counted(events: list[Dated]) -> list[tuple[int, date, Line]]:
    """Each line with its event's position and the day from which it counts."""
    latest: Latest = {}
    return [
        (position, counts_from(CONVENTION, line, day, latest), line)
        for position, (event, day) in enumerate(events)
        for line in lines_of(event)
    ]


REPLACED: list[Dated] = [
    (pledged(promise("c1", 30)), DAY + timedelta(days=9)),
    (pledged(promise("c1", 10), replaced=promise("c1", 30)), DAY),
]


@given(lives(), days, some.integers(0, 40))
@example(REPLACED, DAY, 40)
@example(REPLACED, DAY + timedelta(days=9), 40)
def test_property_no_figure_as_of_a_day_and_as_known_at_a_position_is_below_zero(
    events: list[Dated], as_of: date, position: int
) -> None:
    sums: defaultdict[tuple[Undertaking, Kind], int] = defaultdict(int)
    for known, since, line in counted(events):
        if known <= position and since <= as_of:
            sums[line.undertaking, line.kind] += line.amount.centimes
    for of in {undertaking for undertaking, _ in sums}:
        figures = {kind: sums[of, kind] for kind in Kind}
        agreed = figures[Kind.PROMISED] + figures.pop(Kind.AMENDED)  # a change may be a loss
        assert min(figures.values()) >= 0, figures
        assert agreed >= figures[Kind.PAID], (agreed, figures)


@given(lives())
def test_property_once_all_days_have_come_nothing_is_lost(events: list[Dated]) -> None:
    last = max(day for _, day in events)
    assert all(since <= last for _, since, _ in counted(events))


def test_a_cancelled_tranche_takes_back_from_no_day_before_the_call() -> None:
    of = promise("c1", 50)
    called_on, cancelled_on = DAY + timedelta(days=20), DAY + timedelta(days=10)
    *_, (_, since, line) = counted(
        [
            (signed(of), DAY),
            (step(tranches.FundsCalled, of, 50), called_on),
            (cancelled(of, called=50, committed=0, visaed=0), cancelled_on),
        ]
    )
    assert (line.kind, line.amount.centimes, since) == (Kind.CALLED, -50, called_on)
