"""What an amendment announces, over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.events import Open
from mithaq.http import MoneyBody, View
from pydantic import Field

from conventions.domain.core.amendment import Operations
from conventions.domain.core.vocabulary import ContributionKind, PartyRole
from conventions.routes.views.drafting import ArticleView, ReleaseView, YearView


class AmountView(View):
    contribution: str
    amount: MoneyBody


class CostView(View):
    action: str
    year: int
    cost: MoneyBody


class PeriodView(View):
    first_year: int
    last_year: int


class JoiningView(View):
    organisation_id: UUID
    name_fr: str
    name_ar: str | None
    roles: list[Open[PartyRole]]
    signing_order: int | None


class HandedView(View):
    contribution: str
    amount: MoneyBody
    to: Annotated[str, Field(description="The contribution of the successor that it becomes.")]


class HandedShareView(View):
    share: str
    to: Annotated[str, Field(description="The share of the successor that it becomes.")]


class SuccessionView(View):
    leaver: UUID
    successor: UUID
    handed: list[HandedView]
    shares: list[HandedShareView]
    balance: MoneyBody | None


class DelegatedOwnerView(View):
    leaver: UUID
    successor: UUID
    balance: MoneyBody | None


class WorksView(View):
    action: str
    label_fr: str
    label_ar: str | None
    territory: str
    cost: MoneyBody
    years: list[YearView]
    basis: str | None


class PledgeView(View):
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: Open[ContributionKind]
    amount: MoneyBody
    basis: str | None
    release: ReleaseView | None


class PromisedShareView(View):
    share: str
    organisation_id: UUID
    kind: Open[ContributionKind]
    amount: MoneyBody
    action: str | None
    year: int | None
    basis: str | None


class RescheduleView(View):
    tranche: str
    due_on: date
    amount: MoneyBody


class TerminationView(View):
    refund_by: date | None


class OperationsView(View):
    """In the words of the body that announced them."""

    amounts: list[AmountView]
    costs: list[CostView]
    ends_on: date | None
    period: PeriodView | None
    parties: list[JoiningView]
    removed_parties: list[UUID]
    replaced_parties: list[SuccessionView]
    delegated_owner: DelegatedOwnerView | None
    actions: list[WorksView]
    removed_actions: list[str]
    contributions: list[PledgeView]
    withdrawn_contributions: list[str]
    shares: list[PromisedShareView]
    withdrawn_shares: list[str]
    split_by: date | None
    articles: list[ArticleView]
    struck_articles: list[str]
    reschedules: list[RescheduleView]
    termination: TerminationView | None


def told(operations: Operations) -> dict[str, object]:
    """Each of its operations, as a field of the view that shows the amendment."""
    shown = OperationsView.model_validate(operations)
    return {name: getattr(shown, name) for name in OperationsView.model_fields}
