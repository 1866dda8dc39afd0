"""The plan before and after an amendment, over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.http import MoneyBody, View
from pydantic import Field

from conventions.domain.amendments.outlook import Outlook
from conventions.routes.views.operations import PledgeView, WorksView


class PartyOutlookView(View):
    organisation_id: UUID
    name: str
    before: Annotated[MoneyBody, Field(description="All that it promises now.")]
    after: Annotated[MoneyBody, Field(description="All that it would promise.")]
    joins: bool
    leaves: bool
    signs: Annotated[bool, Field(description="Whether it signs this amendment.")]


class PledgeChangeView(View):
    before: PledgeView | None
    after: PledgeView | None


class WorksChangeView(View):
    before: WorksView | None
    after: WorksView | None


class CostChangeView(View):
    action: str
    year: int
    before: MoneyBody
    after: MoneyBody


class OutlookView(View):
    total_before: MoneyBody
    total_after: MoneyBody
    ends_on_before: date | None
    ends_on_after: date | None
    parties: list[PartyOutlookView]
    contributions: list[PledgeChangeView]
    actions: list[WorksChangeView]
    costs: list[CostChangeView]
    refused_by: Annotated[
        str | None,
        Field(description="The rule that keeps it from taking effect as things stand."),
    ]

    @classmethod
    def of(cls, outlook: Outlook) -> "OutlookView":
        return cls.model_validate(outlook)
