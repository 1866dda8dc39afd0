"""Money taken back on a day between two payments, and a promise lowered on the next."""

from collections import defaultdict
from datetime import date, timedelta

from audit.domain.ledger.days import Latest, counts_from
from audit.domain.ledger.line import Kind
from audit.domain.ledger.lines import lines_of
from audit.heard import deliveries, tranches
from audit.heard.conventions import MoneyEvent

from ..stories import CONVENTION, amended, delivery, promise, reversed_step, signed, step

DAY = date(2026, 1, 1)
MORE, LESS = promise("c1", 100), promise("c1", 40)


def figures(events: list[tuple[MoneyEvent, int]], as_of: int) -> dict[Kind, int]:
    """Each with its day; the sum of each kind as of a day."""
    latest: Latest = {}
    sums: defaultdict[Kind, int] = defaultdict(int)
    for event, nth in events:
        for line in lines_of(event):
            since = counts_from(CONVENTION, line, DAY + timedelta(days=nth), latest)
            sums[line.kind] += line.amount.centimes * (since <= DAY + timedelta(days=as_of))
    return sums


def test_the_balance_is_not_below_nothing_in_between() -> None:
    """Conventions allow it: on each day from the tenth no more was paid than is promised now."""
    events: list[tuple[MoneyEvent, int]] = [
        (signed(MORE), 0),
        (step(tranches.TranchePaid, MORE, 60), 1),
        (step(tranches.TranchePaid, MORE, 40), 20),
        (reversed_step(MORE, "paid", 60), 10),
        (amended((MORE, LESS)), 12),
    ]
    for as_of in range(25):
        told = figures(events, as_of)
        assert told[Kind.PROMISED] + told[Kind.AMENDED] >= told[Kind.PAID], as_of
    assert figures(events, 15)[Kind.PAID] == 0


def test_what_was_rejected_is_not_delivered_in_between() -> None:
    events: list[tuple[MoneyEvent, int]] = [
        (delivery(deliveries.ContributionDelivered, MORE, 60), 1),
        (delivery(deliveries.ContributionDelivered, MORE, 40), 20),
        (delivery(deliveries.DeliveryRejected, MORE, 60), 10),
    ]
    assert [figures(events, nth)[Kind.DELIVERED] for nth in (1, 9, 10, 19, 20)] == [
        60,
        60,
        0,
        0,
        40,
    ]
