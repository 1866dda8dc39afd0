"""The body of an article written from a clause: which clause, and what fills its places."""

from typing import Annotated
from uuid import UUID

from mithaq.http import Body, Count, Dated, Day, MoneyBody, Name, Once, Prose
from pydantic import ConfigDict, Field

from conventions.domain.core.limits import LIMITS
from conventions.domain.core.terms import ClauseValue
from conventions.domain.core.vocabulary import Part


class ClauseValueBody(Body):
    """What fills one place: the field of its kind alone, a text in both languages."""

    parameter: Name
    amount: MoneyBody | None = None
    day: Day | None = None
    number: Annotated[Count | None, Field(description="Of a percentage, or of months.")] = None
    text_fr: Prose | None = None
    text_ar: Prose | None = None
    organisation_id: UUID | None = None
    choice: Name | None = None

    def value(self) -> ClauseValue:
        return ClauseValue(
            parameter=self.parameter,
            amount=self.amount.money() if self.amount else None,
            day=self.day,
            number=self.number,
            text_fr=self.text_fr,
            text_ar=self.text_ar,
            organisation_id=self.organisation_id,
            choice=self.choice,
        )


class ClauseUseBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "clause": "months",
                "values": [
                    {"parameter": "length", "number": 24},
                    {"parameter": "force", "choice": "last-signature"},
                ],
            }
        }
    )

    clause: Name
    values: Annotated[tuple[ClauseValueBody, ...], Once("parameter"), Field(max_length=50)] = ()
    concerns: Annotated[
        tuple[UUID, ...],
        Once(),
        Field(
            max_length=LIMITS[Part.PARTIES],
            description="Parties whom a change of it asks anew; none: every party.",
        ),
    ] = ()

    def filled(self) -> tuple[ClauseValue, ...]:
        return tuple(map(ClauseValueBody.value, self.values))
