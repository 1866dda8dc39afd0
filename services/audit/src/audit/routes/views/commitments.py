"""Amounts and names as the pages of the ledger show them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from mithaq.http import Page, TotalBody, View
from mithaq.money import Total
from pydantic import Field
from sqlalchemy import Row

from audit.domain.ledger.line import CASH, KINDS, Kind


class Named(View):
    id: UUID
    name_fr: str
    name_ar: str | None


class NotCash(View):
    """What was promised in kind or as land: delivered, never paid, so there is no balance."""

    nature: Annotated[str, Field(examples=["land"], description="in_kind, land, ...")]
    pledged: TotalBody
    promised: TotalBody
    amended: TotalBody
    delivered: Annotated[TotalBody, Field(description="By value, as its party reports it.")]
    accepted: Annotated[TotalBody, Field(description="Of it, what another party agreed to.")]


class Amounts(View):
    """Sums of lines in cash, and apart from them what is not cash.

    `balance` is the cash still owed: promised + amended - paid.
    """

    pledged: Annotated[TotalBody, Field(description="Offered in texts still open.")]
    promised: Annotated[TotalBody, Field(description="As signed.")]
    amended: Annotated[TotalBody, Field(description="Added or taken away by amendments.")]
    called: TotalBody
    committed: TotalBody
    visaed: TotalBody
    ordered: TotalBody
    paid: TotalBody
    justified: TotalBody
    overpaid: Annotated[TotalBody, Field(description="Paid beyond what was ordered.")]
    balance: TotalBody
    not_cash: Annotated[
        tuple[NotCash, ...], Field(description="What was promised other than cash, by nature.")
    ]

    @classmethod
    def of(cls, rows: Iterable[Row[Any]]) -> Self:
        """The amounts of some rows of totals together, each row of one nature."""
        natures: defaultdict[str, dict[Kind, Total]] = defaultdict(
            lambda: dict.fromkeys(KINDS, Total())
        )
        for row in rows:
            sums = natures[row.nature]
            for kind in KINDS:
                sums[kind] += Total(int(row._mapping[kind.value]))
        cash = natures[CASH]
        balance = cash[Kind.PROMISED] + cash[Kind.AMENDED] - cash[Kind.PAID]
        others = [{**natures[each], "nature": each} for each in sorted(natures) if each != CASH]
        return cls.model_validate({**cash, "balance": balance, "not_cash": others})


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
    counts_from: Annotated[
        date,
        Field(
            description="From this day it is in what is read as of a day: the effective date; for "
            "what takes away, not before what it takes away from."
        ),
    ]
    convention_id: UUID
    contribution: str
    action: str
    year: int
    nature: str
    kind: Kind
    amount: TotalBody
    act: Annotated[str | None, Field(description="What it rests on: transfer, order, text.")]
    basis: Annotated[
        str | None, Field(description="Where the figure comes from: published, or assumed.")
    ]

    @classmethod
    def of(cls, row: Row[Any]) -> Self:
        return cls.model_validate({**row._mapping, "amount": Total(row.amount)})


Complete = Annotated[
    bool,
    Field(
        description="False: events of some convention could not be applied to the ledger yet, and "
        "these figures may lack them."
    ),
]


class PartnerRow(View):
    organisation: Named
    totals: Amounts
    complete: Complete


class PartnerCommitments(View):
    organisation: Named
    totals: Amounts
    complete: Complete
    lines: Annotated[
        Page[LedgerLine], Field(description="In the log's order; `limit` and `after` page them.")
    ]


class Cell(View):
    """What one partner promised and paid for one action in one year, of one nature."""

    organisation: Named
    action: str
    year: int
    nature: Annotated[str, Field(examples=["cash"], description="cash, in_kind or land")]
    amounts: Amounts


class PartnerTotal(View):
    organisation: Named
    amounts: Amounts


class ConventionCommitments(View):
    convention: ConventionName
    totals: Amounts
    partners: tuple[PartnerTotal, ...]
    matrix: Page[Cell]
