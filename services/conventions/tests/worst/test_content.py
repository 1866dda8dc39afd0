"""Each command of this side has its content for the worst case, and the worst case accepts it."""

import pytest
from conventions.domain.acceptance.table import ACCEPTANCE
from conventions.domain.committees.table import COMMITTEES
from conventions.domain.core.vocabulary import State
from conventions.domain.deliveries.table import DELIVERIES
from conventions.domain.ending.table import ENDING
from conventions.domain.execution.table import EXECUTION
from conventions.domain.justifications.table import JUSTIFICATIONS
from conventions.domain.notices.table import NOTICES
from conventions.domain.obligations.commands import RemoveObligation, WriteObligation
from conventions.domain.obligations.table import OBLIGATIONS
from conventions.domain.payment_orders.table import PAYMENT_ORDERS
from conventions.domain.table import TRANSITIONS
from conventions.domain.takeover.table import TAKEOVER
from conventions.domain.timing.table import TIMING
from conventions.domain.tranches.table import TRANCHES

from .content import GIVEN, given
from .framework import framework
from .life import Stages
from .shape import SMALL

# Money in execution is measured by `tests/bench/big.py`; committees, obligations that are owed,
# notices, acceptances and facts of a paper file look at no list that is long.
_EXECUTING = (
    *(*EXECUTION, *TRANCHES, *JUSTIFICATIONS, *PAYMENT_ORDERS, *DELIVERIES, *ENDING, *COMMITTEES),
    *(*OBLIGATIONS, *NOTICES, *ACCEPTANCE, *TAKEOVER, *TIMING),
)
ELSEWHERE = {row.command for row in _EXECUTING} - {WriteObligation, RemoveObligation}
STAGES = Stages(SMALL)
CASES = dict(given(STAGES))


def test_every_command_of_this_side_has_its_content() -> None:
    assert {row.command for row in TRANSITIONS} - ELSEWHERE == GIVEN


@pytest.mark.parametrize("name", CASES)
def test_it_is_accepted_and_changes_something(name: str) -> None:
    case = CASES[name]()
    assert case.before.when(case.command).told != case.before.told


def test_what_it_is_financed_under_is_in_force() -> None:
    assert framework(SMALL).convention.state is State.IN_FORCE
