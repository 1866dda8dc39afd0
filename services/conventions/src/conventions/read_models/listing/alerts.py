"""What calls for somebody: read of a row and of the day, the same for a filter and an answer."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from mithaq.money import Total
from sqlalchemy import ColumnElement, FromClause, and_, func

from conventions.domain.core.commands import FROZEN, RUNNING
from conventions.domain.core.vocabulary import State


class Alert(StrEnum):
    SIGNATORY_WITHOUT_MANDATE = "signatory_without_mandate"
    ROUND_OVERDUE = "round_overdue"  # its deadline passed, and nobody closed it
    ROUND_UNDECIDED = "round_undecided"  # it ended without an accord
    SIGNATURE_OVERDUE = "signature_overdue"
    CONDITION_OVERDUE = "condition_overdue"
    SPLIT_OVERDUE = "split_overdue"
    OVERPAYMENT_OPEN = "overpayment_open"
    MONEY_LATE = "money_late"
    END_PASSED = "end_passed"  # it runs beyond its last day


# What ended needs nobody any more.
ENDED: Final = frozenset(
    {
        State.COMPLETED,
        State.TERMINATED,
        State.CLOSED,
        State.WITHDRAWN,
        State.REJECTED,
        State.LAPSED,
    }
)
Conditions = Mapping[Alert, ColumnElement[bool]]


def alerts(row: FromClause, late_since: ColumnElement[Any], today: date) -> Conditions:
    """`row` has the columns of a convention; `late_since` is null where nothing is late."""
    c = row.c
    negotiating = c.state == str(State.IN_NEGOTIATION)
    waiting = c.state.in_(sorted(map(str, FROZEN)))
    running = c.state.in_(sorted(map(str, RUNNING)))
    return {
        Alert.SIGNATORY_WITHOUT_MANDATE: and_(waiting, func.cardinality(c.unmandated) > 0),
        Alert.ROUND_OVERDUE: and_(negotiating, c.round_ends.is_not(None), c.round_ends < today),
        Alert.ROUND_UNDECIDED: and_(negotiating, c.round_undecided),
        Alert.SIGNATURE_OVERDUE: and_(waiting, c.sign_by.is_not(None), c.sign_by < today),
        Alert.CONDITION_OVERDUE: and_(
            c.state == str(State.SIGNED), c.condition_due.is_not(None), c.condition_due < today
        ),
        Alert.SPLIT_OVERDUE: and_(c.unsplit > Total(), c.split_by.is_not(None), c.split_by < today),
        Alert.OVERPAYMENT_OPEN: c.excess > Total(),
        Alert.MONEY_LATE: late_since.is_not(None),
        Alert.END_PASSED: and_(running, c.ends_on.is_not(None), c.ends_on < today),
    }
