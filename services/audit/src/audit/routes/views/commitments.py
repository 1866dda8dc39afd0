"""Amounts and names as the pages of the ledger show them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Final, Self
from uuid import UUID

from mithaq.http import Page, TotalBody, View
from mithaq.money import Total
from pydantic import Field
from sqlalchemy import Row

from audit.domain.ledger.families import CountedOnce, FamilySums, counted_once
from audit.domain.ledger.line import ANY_ACTION, ANY_YEAR, CASH, KINDS, Kind
from audit.read_models.commitments.obligations import Step
from audit.read_models.commitments.tables import NO_FAMILY

_WITHIN: Final = (
    "What financing conventions promise or pledge of their framework's promise: counted with the "
    "framework, and not again in the other amounts."
)


class Named(View):
    """`merged_into` answers for it since a merger: its own lines count there too."""

    id: UUID
    name_fr: str
    name_ar: str | None
    merged_into: UUID | None = None


class NotCash(View):
    """What was promised in kind or as land: delivered, never paid, so there is no balance."""

    nature: Annotated[str, Field(examples=["land"], description="in_kind, land, ...")]
    pledged: TotalBody
    promised: TotalBody
    amended: TotalBody
    within: Annotated[TotalBody, Field(description=_WITHIN)]
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
    within: Annotated[TotalBody, Field(description=_WITHIN)]
    balance: TotalBody
    not_cash: Annotated[
        tuple[NotCash, ...], Field(description="What was promised other than cash, by nature.")
    ]

    @classmethod
    def of(cls, rows: Iterable[Row[Any]]) -> Self:
        """The amounts of some rows of totals together, each row of one nature.

        Of rows that name their family, a framework and what is financed under it count once.
        """
        natures = counted_once(map(_sums, rows))
        cash = natures.get(CASH, _NOTHING)
        amounts = cash.amounts
        balance = amounts[Kind.PROMISED] + amounts[Kind.AMENDED] - amounts[Kind.PAID]
        others = [
            {**natures[each].amounts, "within": natures[each].within, "nature": each}
            for each in sorted(natures)
            if each != CASH
        ]
        told: dict[str, object] = {str(kind): amount for kind, amount in amounts.items()}
        told |= {"within": cash.within, "balance": balance, "not_cash": others}
        return cls.model_validate(told)


_NONE: Final[dict[Kind, Total]] = {kind: Total() for kind in KINDS}
_NOTHING: Final = CountedOnce(amounts=_NONE, within=Total())
_ANYBODY: Final = UUID(int=0)  # of rows that are all of one partner


def _sums(row: Row[Any]) -> FamilySums:
    named = row._mapping
    family = named.get("family")
    return FamilySums(
        organisation_id=named.get("body") or named.get("id") or _ANYBODY,
        nature=row.nature,
        family=None if family == NO_FAMILY else family,
        under=bool(named.get("under")),
        amounts={kind: Total(int(named[kind.value])) for kind in KINDS},
    )


def allocation(action: str, year: int) -> dict[str, Any]:
    """`action`, `year` and `unallocated` as they are shown."""
    whole = action != ANY_ACTION and year != ANY_YEAR
    return {
        "action": None if action == ANY_ACTION else action,
        "year": None if year == ANY_YEAR else year,
        "unallocated": not whole,
    }


class Allocated(View):
    """For which action and year, as far as that is split."""

    action: Annotated[str | None, Field(description="Null: the share is of whatever action.")]
    year: Annotated[int | None, Field(description="Null: the share is of whatever year.")]
    unallocated: Annotated[
        bool, Field(description="A share that is not split yet by action, by year, or by both.")
    ]

    @property
    def place(self) -> tuple[str, int]:
        """As the ledger is in order of it."""
        action = ANY_ACTION if self.action is None else self.action
        return action, ANY_YEAR if self.year is None else self.year


class ConventionName(View):
    id: UUID
    reference: Annotated[str, Field(examples=["MIDELT-2020"])]
    title_fr: str
    title_ar: str | None


class ContributionAmounts(Allocated):
    """What one contribution came to."""

    convention: ConventionName
    contribution: str
    nature: Annotated[str, Field(examples=["cash"], description="cash, in_kind or land")]
    amounts: Amounts


class FromArchive(View):
    """No rule of ours was checked when it happened: it is told by a paper."""

    source: Annotated[str, Field(description="What the paper is called in its file.")]
    sha256: Annotated[str | None, Field(description="Of its scan; null: there is none.")]
    precision: Annotated[str, Field(description="How much of its date the paper tells.")]

    @classmethod
    def of(cls, row: Row[Any]) -> Self | None:
        """None for a line that was told by an event of our own."""
        if row.archive_source is None:
            return None
        return cls(
            source=row.archive_source,
            sha256=row.archive_sha256,
            precision=row.archive_precision,
        )


class ObligationLine(View):
    """What one event did to one time that something is owed besides money."""

    event_id: UUID
    seq: int
    nth: Annotated[int, Field(description="An event may make several lines.")]
    type: Annotated[str, Field(examples=["ObligationMissed"])]
    recorded_at: datetime
    effective_date: date
    convention_id: UUID
    organisation_id: UUID
    obligation: str
    occurrence: int
    subject_fr: str
    subject_ar: str | None
    step: Step
    due_on: Annotated[date | None, Field(description="Null: at completion.")]


class LedgerLine(Allocated):
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
    framework_id: Annotated[
        UUID | None, Field(description="The framework that the convention is financed under.")
    ]
    organisation_id: UUID
    contribution: str
    nature: str
    kind: Kind
    amount: TotalBody
    act: Annotated[str | None, Field(description="What it rests on: transfer, order, text.")]
    basis: Annotated[
        str | None, Field(description="Where the figure comes from: published, or assumed.")
    ]
    archive: Annotated[
        FromArchive | None, Field(description="Where it was taken over from a paper file.")
    ]

    @classmethod
    def of(cls, row: Row[Any]) -> Self:
        shown = {**row._mapping, **allocation(row.action, row.year), "amount": Total(row.amount)}
        return cls.model_validate(shown | {"archive": FromArchive.of(row)})


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
    entries: Annotated[
        tuple[UUID, ...],
        Field(description="The organisation, and those merged into it: whose lines these are."),
    ]
    totals: Amounts
    complete: Complete
    lines: Annotated[
        Page[LedgerLine], Field(description="In the log's order; `limit` and `after` page them.")
    ]


class Cell(Allocated):
    """What one partner promised and paid for one action in one year, of one nature."""

    organisation: Named
    nature: Annotated[str, Field(examples=["cash"], description="cash, in_kind or land")]
    amounts: Amounts


class PartnerTotal(View):
    organisation: Named
    amounts: Amounts


class ConventionCommitments(View):
    convention: ConventionName
    framework_id: Annotated[UUID | None, Field(description="What it is financed under.")]
    totals: Annotated[Amounts, Field(description="Of this convention alone.")]
    together: Annotated[
        Amounts | None,
        Field(description="Of a framework: with all that is financed under it, counted once."),
    ]
    partners: tuple[PartnerTotal, ...]
    matrix: Page[Cell]
