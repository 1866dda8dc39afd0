"""On no day more moved than was promised by then: so that no figure as of a day is below zero."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from mithaq.money import ZERO, Money

from conventions.domain.takeover import events as e
from conventions.domain.takeover import rules
from conventions.domain.takeover.texts import TextSince, promised_on

Moved = e.ArchivedPaymentTakenOver | e.ArchivedDeliveryTakenOver


def ensure_promised(
    texts: Sequence[TextSince],
    payments: Sequence[e.ArchivedPaymentTakenOver],
    deliveries: Sequence[e.ArchivedDeliveryTakenOver],
) -> None:
    """On the day of each move, and from each amendment on. Raises ArchivedMoneyBeyond."""
    by_contribution: defaultdict[str, list[tuple[date, Money]]] = defaultdict(list)
    moved_all: tuple[Moved, ...] = (*payments, *deliveries)
    for each in moved_all:
        by_contribution[each.contribution].append((each.on, each.amount))
    for name, moves in by_contribution.items():
        days = sorted({day for day, _ in moves} | {text.since for text in texts})
        for day in days:
            moved = sum((amount for on, amount in moves if on <= day), ZERO)
            if moved:
                rules.ensure_within(name, promised_on(texts, name, day), moved, day)
