"""Bodies of the proposal: all its parts in the one call that drafts, and its total."""

from typing import Annotated
from uuid import UUID

from mithaq.http import (
    Dated,
    Line,
    MoneyBody,
    Name,
    Once,
    Whole,
    Year,
    samples,
)
from mithaq.territories import region_of
from pydantic import ConfigDict, Field

from conventions.domain.core.frame import Frame
from conventions.domain.core.limits import LIMITS
from conventions.domain.core.terms import (
    Outline,
)
from conventions.domain.core.vocabulary import Instrument, Part
from conventions.domain.frames.resolve import Chosen
from conventions.routes.articles_bodies import NamedArticle
from conventions.routes.clauses_bodies import FromClauses
from conventions.routes.dependencies import Reasoned
from conventions.routes.framing_bodies import TemplateChoice, chosen
from conventions.routes.parties_bodies import PartyBody
from conventions.routes.plan_bodies import NamedAction, NamedContribution, NamedShare, Territory

MaybeYear = Annotated[Year | None, Field(description="Absent as long as it is not known.")]


class DraftBody(Dated):
    """Parties, articles, actions and contributions may come at once or later, one by one."""

    model_config = ConfigDict(json_schema_extra={"example": samples("conventions")["DraftBody"]})

    reference: Line
    instrument: Instrument
    title_fr: Line
    title_ar: Line | None = None
    territory: Territory
    total: MoneyBody
    first_year: MaybeYear = None
    last_year: MaybeYear = None
    duration_months: Annotated[Whole | None, Field(le=600)] = None
    programme_kind: Annotated[
        Name | None, Field(description="The kind of programme it belongs to.")
    ] = None
    framework_id: Annotated[
        UUID | None, Field(description="The framework convention it is financed under.")
    ] = None
    template: TemplateChoice | None = None
    parties: Annotated[tuple[PartyBody, ...], Field(max_length=LIMITS[Part.PARTIES])] = ()
    articles: Annotated[
        tuple[NamedArticle, ...], Once("article"), Field(max_length=LIMITS[Part.ARTICLES])
    ] = ()
    clauses: FromClauses = ()
    actions: Annotated[
        tuple[NamedAction, ...], Once("action"), Field(max_length=LIMITS[Part.ACTIONS])
    ] = ()
    contributions: Annotated[
        tuple[NamedContribution, ...],
        Once("contribution"),
        Field(max_length=LIMITS[Part.CONTRIBUTIONS]),
    ] = ()
    shares: Annotated[
        tuple[NamedShare, ...], Once("share"), Field(max_length=LIMITS[Part.SHARES])
    ] = ()

    def chosen(self) -> Chosen:
        return chosen(self.template, self.programme_kind)

    def outline(self, frame: Frame | None = None) -> Outline:
        """Under the frame that its template and its kind make. Raises TerritoryUnknown."""
        return Outline(
            reference=self.reference,
            instrument=self.instrument,
            title_fr=self.title_fr,
            title_ar=self.title_ar,
            territory=self.territory,
            region=region_of(self.territory),
            total=self.total.money(),
            first_year=self.first_year,
            last_year=self.last_year,
            duration_months=self.duration_months,
            programme_kind=self.programme_kind,
            framework_id=self.framework_id,
            template=frame.template if frame else None,
        )


class TotalBody(Reasoned):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "total": {"amount": "125000000.00", "currency": "MAD"},
                "first_year": 2025,
                "last_year": 2028,
                "reason": "L'ANRUR entre au financement.",
            }
        }
    )

    total: MoneyBody
    first_year: MaybeYear = None
    last_year: MaybeYear = None
