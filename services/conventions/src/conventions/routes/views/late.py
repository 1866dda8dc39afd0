"""What is late, over HTTP."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Annotated, Self, TypeVar
from uuid import UUID

from mithaq.http import MoneyBody, TotalBody, View
from mithaq.money import Total
from pydantic import Field

from conventions.domain.core.lateness import Age, LateKind
from conventions.read_models.late_contributions import LateContribution

K = TypeVar("K", bound=Hashable)


class LatePartView(View):
    """A part of a tranche that waits, and whom for."""

    kind: LateKind
    amount: MoneyBody
    owed_by: Annotated[list[UUID], Field(description="Who is late with it; nobody if blocked.")]
    since: date
    unmet: Annotated[list[str], Field(description="Conditions of release that block it.")]


class LateTranche(View):
    """What of a tranche was to happen by now and did not; `days` are counted from its due day."""

    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    due_on: date
    days: Annotated[int, Field(description="Without those of a suspension.")]
    age: Age
    parts: list[LatePartView]


class LateContributionView(View):
    """A tranche its payer is late with: `late` was called and is not paid."""

    convention_id: UUID
    reference: str
    title_fr: str
    title_ar: str | None
    region: str
    tranche: str
    contribution: str
    organisation_id: Annotated[UUID, Field(description="Who is late.")]
    action: str
    year: int
    due_on: date
    called: MoneyBody
    paid: MoneyBody
    late: MoneyBody
    days: Annotated[int, Field(description="Since its due day, without those of a suspension.")]
    age: Age


class LateSum(View):
    tranches: int
    late: TotalBody


class LateOfAge(LateSum):
    age: Age


class LateOfPayer(LateSum):
    organisation_id: UUID


class LateOfRegion(LateSum):
    region: str


class LateTotals(LateSum):
    """Each of the three adds up to the whole."""

    on: date
    by_age: list[LateOfAge]
    by_payer: list[LateOfPayer]
    by_region: list[LateOfRegion]

    @classmethod
    def of(cls, on: date, rows: Sequence[LateContribution]) -> Self:
        ages = _grouped(rows, lambda row: row.age)
        payers = _grouped(rows, lambda row: row.organisation_id)
        regions = _grouped(rows, lambda row: row.region)
        return cls(
            on=on,
            tranches=len(rows),
            late=Total.of(row.late for row in rows),
            by_age=[
                LateOfAge(age=age, tranches=ages.get(age, _NONE)[0], late=ages.get(age, _NONE)[1])
                for age in Age
            ],
            by_payer=[
                LateOfPayer(organisation_id=key, tranches=n, late=late)
                for key, (n, late) in sorted(payers.items(), key=lambda each: str(each[0]))
            ],
            by_region=[
                LateOfRegion(region=key, tranches=n, late=late)
                for key, (n, late) in sorted(regions.items())
            ],
        )


_NONE = (0, Total())


def _grouped(
    rows: Sequence[LateContribution], by: Callable[[LateContribution], K]
) -> dict[K, tuple[int, Total]]:
    groups: dict[K, list[LateContribution]] = defaultdict(list)
    for row in rows:
        groups[by(row)].append(row)
    return {key: (len(some), Total.of(row.late for row in some)) for key, some in groups.items()}
