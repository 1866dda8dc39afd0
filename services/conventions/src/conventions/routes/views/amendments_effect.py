"""The plan before and after an amendment, over HTTP."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from mithaq.http import MoneyBody, View, shortened
from pydantic import Field

from conventions.domain.amendments.outlook import Outlook
from conventions.routes.views.operations import PledgeView, WorksView

_MANY_BYTES: Final = 100_000


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


_MANY: Final[Mapping[str, type[View]]] = {
    "contributions": PledgeChangeView,
    "actions": WorksChangeView,
    "costs": CostChangeView,
}


class OutlookView(View):
    total_before: MoneyBody
    total_after: MoneyBody
    ends_on_before: date | None
    ends_on_after: date | None
    parties: list[PartyOutlookView]
    contributions: list[PledgeChangeView]
    actions: list[WorksChangeView]
    costs: list[CostChangeView]
    left_out: Annotated[
        dict[str, int],
        Field(
            description="How many more contributions, actions and costs would change: all of them "
            "are in `amendments/{amendment}/provisions`, in pages."
        ),
    ]
    refused_by: Annotated[
        str | None,
        Field(description="The rule that keeps it from taking effect as things stand."),
    ]

    @classmethod
    def of(cls, outlook: Outlook) -> "OutlookView":
        changed = {
            name: [view.model_validate(each) for each in getattr(outlook, name)]
            for name, view in _MANY.items()
        }
        shown, left_out = shortened(changed, _MANY_BYTES)
        few = {f.name: getattr(outlook, f.name) for f in fields(outlook) if f.name not in _MANY}
        return cls.model_validate({**few, **shown, "left_out": left_out})
