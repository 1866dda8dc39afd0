"""Money is exact and bounded, and bad amounts are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.http import TotalBody
from mithaq.money import MAX_CENTIMES, Money, MoneyMalformed, Total
from pydantic import TypeAdapter

amounts = st.integers(-(10**14), 10**14).map(Money)


@given(amounts)
def test_text_and_back_is_the_same_amount_property(amount: Money) -> None:
    assert Money.of(str(amount)) == amount


@given(amounts, amounts)
def test_adding_then_taking_away_changes_nothing_property(one: Money, other: Money) -> None:
    assert one + other - other == one
    assert Money.sum([one, other]) == other + one


@pytest.mark.parametrize(
    "text", ["", "1.234", "1,5", "1e3", "NaN", " 1", "+1", "1.", ".5", "--1", "9" * 16, "١٢"]
)
def test_a_malformed_amount_is_refused(text: str) -> None:
    with pytest.raises(MoneyMalformed) as refusal:
        Money.of(text)
    assert refusal.value.values["amount"] == text


def test_amounts_beyond_exact_json_integers_are_refused() -> None:
    assert Money(MAX_CENTIMES).centimes == 2**53 - 1
    with pytest.raises(MoneyMalformed):
        Money(MAX_CENTIMES) + Money(1)


@pytest.mark.parametrize(
    ("text", "centimes"),
    [("1234.50", 123450), ("0.05", 5), ("-0.05", -5), ("7", 700), ("7.1", 710)],
)
def test_dirhams_are_read_to_the_centime(text: str, centimes: int) -> None:
    assert Money.of(text) == Money(centimes)


@given(st.lists(st.integers(-MAX_CENTIMES, MAX_CENTIMES).map(Money)))
def test_a_total_is_exact_however_large_property(several: list[Money]) -> None:
    total = Total.of(several)
    assert total.centimes == sum(amount.centimes for amount in several)
    assert total - total == Total()
    assert -total + total == Total()
    kept = TypeAdapter(Total)
    assert kept.validate_json(kept.dump_json(total)) == total
    assert TotalBody.model_validate(total).amount == str(total)


def test_two_largest_conventions_have_a_total_that_no_amount_could_hold() -> None:
    largest = Money.of("50000000000000.00")
    with pytest.raises(MoneyMalformed):
        Money.sum([largest, largest])
    assert str(Total.of([largest, largest])) == "100000000000000.00"
