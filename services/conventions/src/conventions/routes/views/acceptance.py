"""The acceptance of works over HTTP."""

from datetime import date
from typing import Annotated

from mithaq.http import View
from pydantic import Field

from conventions.domain.core.acceptance import Acceptance


class ReservationView(View):
    reservation: str
    remark: str
    lifted_on: date | None


class AcceptanceView(View):
    action: str
    accepted_on: Annotated[date, Field(description="Provisionally.")]
    final_from: Annotated[date, Field(description="The first day after the guarantee.")]
    reservations: list[ReservationView]
    final_on: date | None

    @classmethod
    def of(cls, action: str, accepted: Acceptance) -> "AcceptanceView":
        return cls(
            action=action,
            accepted_on=accepted.accepted_on,
            final_from=accepted.final_from,
            reservations=[
                ReservationView(
                    reservation=each.reservation,
                    remark=each.remark,
                    lifted_on=accepted.lifted.get(each.reservation),
                )
                for each in accepted.reservations
            ],
            final_on=accepted.final_on,
        )
