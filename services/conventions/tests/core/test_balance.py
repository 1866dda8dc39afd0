"""Rules 1 and 3 hold exactly when every sum agrees."""

from dataclasses import replace

from conventions.domain.core.balance import ensure_balanced
from conventions.domain.core.frame import Frame
from conventions.domain.core.terms import Terms
from hypothesis import given
from hypothesis import strategies as st
from mithaq.errors import RuleBroken
from mithaq.money import Money

from ..campaigns import campaign
from ..story import drafted, state_of


@campaign
@given(shift=st.integers(-5, 5), cost=st.integers(-5, 5), total=st.integers(-5, 5))
def test_property_terms_balance_exactly_when_all_sums_agree(
    shift: int, cost: int, total: int
) -> None:
    terms = _shifted(state_of(drafted()).terms, shift, cost, total)
    try:
        ensure_balanced(terms, Frame())
    except RuleBroken:
        assert (shift, cost) != (total, total)
    else:
        assert shift == cost == total


def _shifted(terms: Terms, shift: int, cost: int, total: int) -> Terms:
    """One contribution, one yearly cost and the total moved by so many centimes each."""
    pledge = terms.contributions["region-26"]
    works = terms.actions["works"]
    assert works.cost is not None
    first, *others = works.years
    dearer = replace(first, cost=first.cost + Money(cost))
    moved = replace(pledge, amount=pledge.amount + Money(shift))
    return replace(
        terms,
        outline=replace(terms.outline, total=terms.outline.total + Money(total)),
        contributions={**terms.contributions, "region-26": moved},
        actions={"works": replace(works, cost=works.cost + Money(cost), years=(dearer, *others))},
    )
