"""Bodies of amendments."""

from typing import Annotated

from mithaq.http import Body, Count, Dated, Day, Digest, MoneyBody, Name, Once, Reason, Year
from pydantic import ConfigDict, Field

from conventions.domain.core.amendment import AmountChange, Operations, YearCostChange
from conventions.domain.core.grounds import Grounds
from conventions.domain.core.vocabulary import Stance
from conventions.routes.dependencies import Reasoned, Resting


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

    amounts: Annotated[tuple[AmountBody, ...], Once("contribution"), Field(max_length=2000)] = ()
    costs: Annotated[tuple[CostBody, ...], Once("action", "year"), Field(max_length=2000)] = ()
    ends_on: Day | None = None

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


class AmendmentDraftBody(AmendmentBody):
    base_text_sha256: Annotated[
        Digest | None,
        Field(
            description="Of the text as it was read; refused if the text has changed since.",
        ),
    ] = None


class AmendmentPositionBody(Resting):
    model_config = ConfigDict(json_schema_extra={"example": {"revision": 1, "stance": "accept"}})

    revision: Annotated[
        Count | None,
        Field(description="Of the amendment, as it was read; with it no If-Match is needed."),
    ] = None
    stance: Stance
    remark: Reason | None = None

    def grounds(self) -> Grounds | None:
        return None if self.revision is None else Grounds(revision=self.revision)


class EffectBody(Dated):
    effective_on: Day | None = None
