"""Bodies of amendments."""

from datetime import date
from typing import Annotated

from mithaq.http import Body, Dated, MoneyBody, Name, Reason, Year
from pydantic import ConfigDict, Field

from conventions.domain.core.amendment import AmountChange, Operations, YearCostChange
from conventions.domain.core.vocabulary import Stance
from conventions.routes.dependencies import Reasoned


class AmountBody(Body):
    contribution: Name
    amount: MoneyBody


class CostBody(Body):
    action: Name
    year: Year
    cost: MoneyBody


class AmendmentBody(Reasoned):
    """What an amendment does not announce it cannot change."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "reason": "Renchérissement des travaux.",
                "amounts": [
                    {
                        "contribution": "commune-2026",
                        "amount": {"amount": "12000000.00", "currency": "MAD"},
                    }
                ],
                "costs": [
                    {
                        "action": "confortement",
                        "year": 2026,
                        "cost": {"amount": "26000000.00", "currency": "MAD"},
                    }
                ],
                "ends_on": "2030-12-31",
            }
        }
    )

    amounts: Annotated[tuple[AmountBody, ...], Field(max_length=2000)] = ()
    costs: Annotated[tuple[CostBody, ...], Field(max_length=2000)] = ()
    ends_on: date | None = None

    def operations(self) -> Operations:
        amounts = (
            AmountChange(contribution=each.contribution, amount=each.amount.money())
            for each in self.amounts
        )
        costs = (
            YearCostChange(action=each.action, year=each.year, cost=each.cost.money())
            for each in self.costs
        )
        return Operations(amounts=tuple(amounts), costs=tuple(costs), ends_on=self.ends_on)


class AmendmentPositionBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"stance": "accept"}})

    stance: Stance
    remark: Reason | None = None


class EffectBody(Dated):
    effective_on: date | None = None
