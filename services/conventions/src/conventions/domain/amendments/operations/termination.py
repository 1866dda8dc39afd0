"""Terminate amicably: all sign; what did not move is owed no more, what is not justified goes back.

How its money is settled is the same as when one side ends it: `ending/settling.py`.
"""

from collections.abc import Iterator
from datetime import date

from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.ending.events import ConventionTerminated
from conventions.domain.ending.settling import (
    Cause,
    ensure_arrived,
    settled,
    settlements_of,
)
from conventions.domain.tranches.rules import OrderPending, OverpaymentUnsettled


def _holds(setting: Setting) -> None:
    if setting.operations.termination is not None:
        ensure_arrived(setting.convention)


def ended(convention: Convention, number: int, refund_by: date | None) -> Iterator[ConventionEvent]:
    """What becomes of its money, then the account."""
    yield from settled(convention, Cause(amendment=number, refund_by=refund_by))
    yield ConventionTerminated(
        convention_id=convention.convention_id,
        amendment=number,
        settlements=settlements_of(convention),
    )


TERMINATION = Operation(
    fields=("termination",),
    holds=_holds,
    holding_rules=(OrderPending, OverpaymentUnsettled),
)
