"""The ledger lines of an event.

A pledge is a line while the text is open. When all have signed it moves from `pledged` to
`promised`; when the convention ends unsigned it is taken back. Amendments only add lines.
"""

from collections.abc import Sequence
from typing import Final, cast, get_args

from audit.domain.ledger.archive import archive_lines
from audit.domain.ledger.deliveries import delivery_line
from audit.domain.ledger.line import Line
from audit.domain.ledger.promises import promise_lines
from audit.domain.ledger.tranches import tranche_lines
from audit.heard.archive import ArchiveEvent
from audit.heard.conventions import MoneyEvent, PromiseEvent
from audit.heard.deliveries import DeliveryEvent
from audit.heard.tranches import TrancheEvent

# A union of twenty classes is asked one by one; this is asked once, of every event of every log.
MONEY: Final = frozenset(get_args(MoneyEvent))
_TRANCHE: Final = frozenset(get_args(TrancheEvent))
_ARCHIVE: Final = frozenset(get_args(ArchiveEvent))
_DELIVERY: Final = frozenset(get_args(DeliveryEvent))


def lines_of(event: MoneyEvent) -> Sequence[Line]:
    """The event tells them all: none of them depends on the lines before."""
    if type(event) in _TRANCHE:
        return tranche_lines(cast("TrancheEvent", event))
    if type(event) in _DELIVERY:
        return [delivery_line(cast("DeliveryEvent", event))]
    if type(event) in _ARCHIVE:
        return archive_lines(cast("ArchiveEvent", event))
    return promise_lines(cast("PromiseEvent", event))
