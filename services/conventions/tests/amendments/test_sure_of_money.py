"""What is taken to cover all the money that moved, without a look at its days, does cover it."""

from dataclasses import replace
from datetime import timedelta

from conventions.domain.amendments.operations.amounts import _surely_above, ensure_above_money
from conventions.domain.core.convention import Convention
from conventions.domain.core.flow import EMPTY, Flow
from conventions.domain.core.schedule import schedule_of, with_lookups, with_tranche
from conventions.domain.core.vocabulary import Stage
from hypothesis import event, given
from hypothesis import strategies as st
from mithaq.money import Money

from ..people import DAY
from ..worst.life import Stages
from ..worst.shape import SMALL

IN_FORCE = with_lookups(Stages(SMALL).running.convention)
NAME = "contribution-00001"  # planned in two tranches
_MOVES = st.lists(st.tuples(st.integers(0, 20), st.integers(-3, 3)), max_size=5)


def flow(moves: list[tuple[int, int]]) -> Flow:
    found = EMPTY
    for day, amount in moves:
        found = found.move(DAY + timedelta(days=day), Money(amount))
    return found


@given(
    st.lists(st.tuples(_MOVES, _MOVES, st.integers(0, 6)), min_size=2, max_size=2),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_what_is_surely_covered_is_covered_on_every_day(
    drawn: list[tuple[list[tuple[int, int]], list[tuple[int, int]], int]], asked: int, since: int
) -> None:
    convention: Convention = IN_FORCE
    for tranche, (called, paid, planned) in zip(schedule_of(convention, NAME), drawn, strict=True):
        flows = {
            Stage.PLANNED: EMPTY.move(DAY, Money(planned)),
            Stage.CALLED: flow(called),
            Stage.PAID: flow(paid),
        }
        convention = with_tranche(convention, replace(tranche, flows=flows))
    sure = _surely_above(convention, NAME, Money(asked))
    event(f"sure: {sure}")
    if sure:
        ensure_above_money(convention, NAME, Money(asked), DAY + timedelta(days=since))
