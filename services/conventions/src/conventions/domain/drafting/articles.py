"""The articles a convention is expected to have, by instrument."""

from dataclasses import dataclass

from mithaq.errors import RuleBroken
from mithaq.unicode import blank

from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import Instrument


class ArticleMissing(RuleBroken):
    """The mandatory articles are written before the text goes out."""

    code = "article-missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateArticle:
    """The catalogues hold its heading in each language, as the term `article.<its name>`."""

    article: str
    mandatory: bool = False


_OBJECT = TemplateArticle(article="object", mandatory=True)
_COMMITMENTS = TemplateArticle(article="commitments", mandatory=True)
_FINANCING = TemplateArticle(article="financing", mandatory=True)
_REST = (
    TemplateArticle(article="duration", mandatory=True),
    TemplateArticle(article="governance"),
    TemplateArticle(article="amendment"),
    TemplateArticle(article="termination"),
    TemplateArticle(article="disputes"),
)

TEMPLATES: dict[Instrument, tuple[TemplateArticle, ...]] = {
    Instrument.FRAMEWORK: (_OBJECT, _COMMITMENTS, *_REST),
    Instrument.FINANCING: (_OBJECT, _COMMITMENTS, _FINANCING, *_REST),
}


def ensure_mandatory_articles(terms: Terms) -> None:
    missing = [
        template.article
        for template in TEMPLATES[terms.outline.instrument]
        if template.mandatory and not _written(terms, template.article)
    ]
    if missing:
        raise ArticleMissing(articles=tuple(missing))


def _written(terms: Terms, name: str) -> bool:
    article = terms.articles.get(name)
    return article is not None and not blank(article.text_fr)
