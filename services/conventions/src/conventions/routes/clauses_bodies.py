"""The body of an article written from a clause: which clause, and what fills its places."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from mithaq.http import Body, Count, Dated, Day, MoneyBody, Name, Once, Prose
from pydantic import ConfigDict, Field

from conventions.clauses import worded
from conventions.domain.core.limits import LIMITS
from conventions.domain.core.terms import Article, ClauseValue, Terms
from conventions.domain.core.vocabulary import Part
from conventions.office import Office


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


class NamedClauseUse(ClauseUseBody):
    article: Annotated[Name, Field(description="The article that is written from it.")]


def named(uses: Sequence[NamedClauseUse]) -> Sequence[tuple[str, ClauseUseBody]]:
    """Each with the article that it words."""
    return [(each.article, each) for each in uses]


FromClauses = Annotated[
    tuple[NamedClauseUse, ...],
    Once("article"),
    Field(
        max_length=LIMITS[Part.ARTICLES],
        description="Articles written from clauses of the convention's template.",
    ),
]


async def worded_from(
    office: Office, terms: Terms, written: Iterable[tuple[str, ClauseUseBody]]
) -> tuple[Article, ...]:
    """These articles, by their names, as the template that the terms are under words them.

    Raises ClauseUnknown, ClauseValuesDiffer, ClauseValueMalformed, ClausePartyGone.
    """
    ref = terms.outline.template
    template = None if ref is None else await office.version(ref)
    return tuple(
        replace(worded(terms, template, article, use.clause, use.filled()), concerns=use.concerns)
        for article, use in written
    )
