"""Bodies of an article, alone or named among others."""

from typing import Annotated
from uuid import UUID

from mithaq.http import (
    Dated,
    Flag,
    Line,
    Name,
    Once,
    Prose,
    samples,
)
from pydantic import ConfigDict, Field

from conventions.domain.core.limits import LIMITS
from conventions.domain.core.terms import (
    Article,
)
from conventions.domain.core.vocabulary import Part


class ArticleBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": samples("conventions")["ArticleBody"]})

    heading_fr: Line
    heading_ar: Line | None = None
    text_fr: Prose
    text_ar: Prose | None = None
    concerns: Annotated[
        tuple[UUID, ...],
        Once(),
        Field(
            max_length=LIMITS[Part.PARTIES],
            description="Parties whom a change of it asks anew; empty: every party.",
        ),
    ] = ()
    annex: Annotated[Flag, Field(description="It binds nobody beyond the articles.")] = False

    def article_named(self, article: str) -> Article:
        return Article(
            article=article,
            heading_fr=self.heading_fr,
            heading_ar=self.heading_ar,
            text_fr=self.text_fr,
            text_ar=self.text_ar,
            concerns=self.concerns,
            annex=self.annex,
        )


class NamedArticle(ArticleBody):
    article: Name
