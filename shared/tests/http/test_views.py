"""Response bodies built directly from rows and states."""

from dataclasses import dataclass

from mithaq.http import MoneyBody, View
from mithaq.money import Money


@dataclass(frozen=True, slots=True)
class Promise:
    amount: Money
    former: Money | None = None


class PromiseView(View):
    amount: MoneyBody
    former: MoneyBody | None


def test_a_view_takes_the_money_of_a_state() -> None:
    view = PromiseView.model_validate(Promise(Money.of("-1234.50")))
    assert view.model_dump() == {
        "amount": {"amount": "-1234.50", "currency": "MAD"},
        "former": None,
    }
    assert view.amount.money() == Money.of("-1234.50")


def test_money_from_a_client_is_still_text() -> None:
    assert MoneyBody.model_validate_json('{"amount": "1.00"}') == MoneyBody.of(Money(100))
