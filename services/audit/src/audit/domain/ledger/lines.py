"""The ledger lines of an event.

A pledge is a line while the text is open. When all have signed it moves from `pledged` to
`promised`; when the convention ends unsigned it is taken back. Amendments only add lines.
"""

from collections.abc import Sequence

from audit.domain.ledger.deliveries import delivery_line
from audit.domain.ledger.line import Line
from audit.domain.ledger.promises import promise_lines
from audit.domain.ledger.tranches import tranche_lines
from audit.heard.conventions import MoneyEvent
from audit.heard.deliveries import DeliveryEvent
from audit.heard.tranches import TrancheEvent


def lines_of(event: MoneyEvent) -> Sequence[Line]:
    """The event tells them all: none of them depends on the lines before."""
    if isinstance(event, TrancheEvent):
        return tranche_lines(event)
    if isinstance(event, DeliveryEvent):
        return [delivery_line(event)]
    return promise_lines(event)
