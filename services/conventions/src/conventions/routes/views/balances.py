"""Drift and what builders hold, over HTTP."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from mithaq.http import MoneyBody, TotalBody, View
from pydantic import Field

from conventions.domain.core.drift import Drift


class DriftView(View):
    """An action's works against its money: `points` above nothing: more is paid than built."""

    action: str
    physical: Annotated[int, Field(description="Accepted progress, in percent.")]
    financial: Annotated[int, Field(description="Paid of the cash that is promised, in percent.")]
    points: int
    drifts: Annotated[bool, Field(description="More than `over` points apart.")]
    promised: TotalBody
    ordered: TotalBody
    paid: TotalBody

    @classmethod
    def of(cls, drift: Drift, over: int) -> Self:
        return cls(
            action=drift.action,
            physical=drift.physical,
            financial=drift.financial,
            points=drift.points,
            drifts=drift.beyond(over),
            promised=drift.promised,
            ordered=drift.ordered,
            paid=drift.paid,
        )


class HeldView(View):
    """What those who build hold together: all that left the payers, and is not justified."""

    on: date
    holders: Annotated[
        list[UUID], Field(description="The delegated owners, where there are some; else owners.")
    ]
    paid: Annotated[MoneyBody, Field(description="What went beyond the orders included.")]
    justified: MoneyBody
    held: MoneyBody
