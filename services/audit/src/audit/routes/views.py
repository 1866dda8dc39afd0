"""Amounts and names as the ledger's pages show them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from mithaq.http import MoneyBody
from mithaq.money import ZERO, Money
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from audit.ledger import KINDS, Kind


class View(BaseModel):
    model_config = ConfigDict(frozen=True)


class Named(View):
    id: UUID
    name_fr: str
    name_ar: str | None


class Amounts(View):
    """Sums of lines. `balance` is what is still owed: promised + amended - paid."""

    pledged: Annotated[MoneyBody, Field(description="Offered in texts still open.")]
    promised: Annotated[MoneyBody, Field(description="As signed.")]
    amended: Annotated[MoneyBody, Field(description="Added or taken away by amendments.")]
    called: MoneyBody
    committed: MoneyBody
    visaed: MoneyBody
    ordered: MoneyBody
    paid: MoneyBody
    justified: MoneyBody
    overpaid: Annotated[MoneyBody, Field(description="Paid beyond what was ordered.")]
    balance: MoneyBody

    @classmethod
    def of(cls, rows: Iterable[Row[Any]]) -> Self:
        """The amounts of some rows of totals together."""
        sums = dict.fromkeys(KINDS, ZERO)
        for row in rows:
            for kind in KINDS:
                sums[kind] += Money(int(row._mapping[kind.value]))
        balance = sums[Kind.PROMISED] + sums[Kind.AMENDED] - sums[Kind.PAID]
        told = {kind.value: MoneyBody.of(money) for kind, money in sums.items()}
        return cls(**told, balance=MoneyBody.of(balance))


class ConventionName(View):
    id: UUID
    reference: Annotated[str, Field(examples=["MIDELT-2020"])]
    title_fr: str
    title_ar: str | None


class ContributionAmounts(View):
    """What one contribution came to."""

    convention: ConventionName
    contribution: str
    action: str
    year: int
    nature: Annotated[str, Field(examples=["cash"], description="cash, in_kind or land")]
    amounts: Amounts


class LedgerLine(View):
    """What one event did to one contribution."""

    event_id: UUID
    source: str
    seq: int
    nth: Annotated[int, Field(description="An event may make several lines.")]
    type: Annotated[str, Field(examples=["TranchePaid"])]
    recorded_at: datetime
    effective_date: date
    convention_id: UUID
    contribution: str
    action: str
    year: int
    nature: str
    kind: Kind
    amount: MoneyBody
    act: Annotated[str | None, Field(description="What it rests on: transfer, order, text.")]

    @classmethod
    def of(cls, row: Row[Any]) -> Self:
        fields = {name: row._mapping[name] for name in cls.model_fields if name != "amount"}
        return cls(**fields, amount=MoneyBody.of(Money(row.amount)))


def convention_name(row: Row[Any]) -> ConventionName:
    return ConventionName(
        id=row.id, reference=row.reference, title_fr=row.title_fr, title_ar=row.title_ar
    )
