"""Lines and sums of lists over HTTP."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from mithaq.events import Open
from mithaq.http import MoneyBody, TotalBody, View
from mithaq.money import Total
from pydantic import Field
from sqlalchemy import Row

from conventions.domain.core.obligation import ObligationKind
from conventions.domain.core.occurrences import OccurrenceState
from conventions.domain.core.vocabulary import State
from conventions.read_models.listing import Age, Alert, Sums, Totals
from conventions.routes.views.convention import OutlineView


class ConventionLine(OutlineView):
    programme_kind: str | None
    framework_id: UUID | None
    promised: TotalBody
    unsplit: Annotated[TotalBody, Field(description="Of it, shares that are not split yet.")]
    called: MoneyBody
    paid: MoneyBody
    justified: MoneyBody
    late: Annotated[TotalBody, Field(description="Of tranches whose day has passed, not paid.")]
    late_since: Annotated[date | None, Field(description="The longest due of these.")]
    alerts: list[Alert]
    signed_on: date | None
    in_force_on: date | None
    ends_on: date | None
    round_ends: Annotated[date | None, Field(description="Of the round that is open.")]
    sign_by: date | None
    condition_due: Annotated[
        date | None, Field(description="The first last day of what the signed text waits for.")
    ]
    split_by: date | None
    changed_at: datetime

    @classmethod
    def of(cls, row: Row[Any]) -> Self:
        alerts = [each for each in Alert if getattr(row, f"alert_{each}")]
        return cls.model_validate({**row._mapping, "late": row.late or Total(), "alerts": alerts})


class DueTranche(View):
    convention_id: UUID
    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    due_on: date
    amount: MoneyBody
    called: MoneyBody
    ordered: MoneyBody
    paid: MoneyBody
    overpayment_open: bool


class OwedView(View):
    """One time that a party owes something besides money."""

    convention_id: UUID
    obligation: str
    occurrence: int
    owner: UUID
    beneficiary: UUID | None
    kind: Open[ObligationKind]
    subject_fr: str
    subject_ar: str | None
    first: date | None
    last: date | None
    due_on: Annotated[date | None, Field(description="Null: at completion.")]
    state: OccurrenceState
    ended: Annotated[bool, Field(description="Its convention is completed or terminated.")]


class SumsView(View):
    count: int
    total: TotalBody
    promised: TotalBody
    called: TotalBody
    paid: TotalBody
    justified: TotalBody
    late: TotalBody


class OfState(SumsView):
    state: State

    @classmethod
    def of(cls, state: State, sums: Sums) -> Self:
        return cls.model_validate({**SumsView.model_validate(sums).__dict__, "state": state})


class OfAlert(View):
    alert: Alert
    count: int


class OfAge(View):
    late: Age
    tranches: int
    amount: TotalBody


class TotalsView(SumsView):
    """`by_state` adds up to the whole; a convention may have several alerts."""

    by_state: list[OfState]
    by_alert: list[OfAlert]
    by_age: Annotated[list[OfAge], Field(description="What is late, by how many days.")]

    @classmethod
    def of(cls, totals: Totals) -> Self:
        return cls(
            **SumsView.model_validate(totals.all).__dict__,
            by_state=[OfState.of(*each) for each in totals.by_state.items()],
            by_alert=[OfAlert(alert=each, count=n) for each, n in totals.by_alert.items()],
            by_age=[
                OfAge(late=each, tranches=count, amount=amount)
                for each, (count, amount) in totals.by_age.items()
            ],
        )
