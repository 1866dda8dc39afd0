"""Amounts and names as the pages of the ledger show them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from mithaq.http import MoneyBody, Page, View
from mithaq.money import ZERO, Money
from pydantic import Field
from sqlalchemy import Row

from audit.domain.ledger.line import KINDS, Kind


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
        return cls.model_validate({**sums, "balance": balance})


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
        return cls.model_validate({**row._mapping, "amount": Money(row.amount)})


class PartnerRow(View):
    organisation: Named
    totals: Amounts


class PartnerCommitments(View):
    organisation: Named
    totals: Amounts
    contributions: tuple[ContributionAmounts, ...]
    lines: Annotated[
        Page[LedgerLine], Field(description="In the log's order; `limit` and `after` page them.")
    ]


class Cell(View):
    """What one partner promised and paid for one action in one year."""

    organisation: Named
    action: str
    year: int
    amounts: Amounts


class PartnerTotal(View):
    organisation: Named
    amounts: Amounts


class ConventionCommitments(View):
    convention: ConventionName
    totals: Amounts
    partners: tuple[PartnerTotal, ...]
    matrix: tuple[Cell, ...]
