"""The articles that a text must have, and how they may be worded, by the frame that binds it."""

from collections.abc import Iterator
from dataclasses import dataclass

from mithaq.errors import Invalid, RuleBroken
from mithaq.unicode import blank

from conventions.domain.core.convention import Convention
from conventions.domain.core.frame import MANDATORY, Frame
from conventions.domain.core.terms import Article, Terms
from conventions.domain.core.vocabulary import Instrument
from conventions.domain.frames.filling import FILLING_RULES


class ArticleMissing(RuleBroken):
    """The mandatory articles are written before the text goes out."""

    code = "article-missing"


class ArticleNotFree(RuleBroken):
    """An article that the template words by its clauses alone is written from one of them."""

    code = "article-not-free"


class ClauseOfAnotherTemplate(RuleBroken):
    """An article is written from a clause of the template that the convention is under."""

    code = "clause-of-another-template"


class ClausePartyGone(RuleBroken):
    """A clause names parties of the convention."""

    code = "clause-party-gone"


# What keeps an article from being worded as a clause, or otherwise.
WORDING_RULES = (ArticleNotFree, ClauseOfAnotherTemplate, ClausePartyGone, *FILLING_RULES)


class FrameUnnamed(Invalid):
    """A frame is that of a template or of a programme kind."""

    code = "frame-unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualArticle:
    """The catalogues hold its heading in each language, as the term `article.<its name>`."""

    article: str
    mandatory: bool = False


_USUAL = ("governance", "amendment", "termination", "disputes")
USUAL: dict[Instrument, tuple[UsualArticle, ...]] = {
    instrument: (
        *(UsualArticle(article=name, mandatory=True) for name in MANDATORY[instrument]),
        *(UsualArticle(article=name) for name in _USUAL),
    )
    for instrument in Instrument
}


def ensure_articles(convention: Convention) -> None:
    """All mandatory ones are written, and those from a clause still say what it says."""
    frame, terms = convention.framed(), convention.terms
    if missing := missing_articles(frame, terms):
        raise ArticleMissing(articles=missing)
    for name in terms.articles:
        ensure_wording(frame, terms, terms.articles[name])


def missing_articles(frame: Frame, terms: Terms) -> tuple[str, ...]:
    return tuple(name for name in frame.mandatory_articles if not _written(terms, name))


def _written(terms: Terms, name: str) -> bool:
    article = terms.articles.get(name)
    return article is not None and not blank(article.text_fr)


def ensure_wording(frame: Frame, terms: Terms, article: Article) -> None:
    """Free where the template leaves it free, else by a clause of it that names parties alone."""
    use = article.clause
    if use is None:
        if article.article in frame.worded_by_clause:
            raise ArticleNotFree(article=article.article)
        return
    if use.template != frame.template:
        raise ClauseOfAnotherTemplate(
            article=article.article, template=use.template.name, version=use.template.version
        )
    gone = [
        str(value.organisation_id)
        for value in use.values
        if value.organisation_id is not None and value.organisation_id not in terms.parties
    ]
    if gone:
        raise ClausePartyGone(article=article.article, organisations=tuple(gone))


def other_wording(frame: Frame, terms: Terms) -> tuple[str, ...]:
    """The articles that are to be written again under this frame."""
    return tuple(_other(frame, terms))


def _other(frame: Frame, terms: Terms) -> Iterator[str]:
    for name, article in terms.articles.items():
        try:
            ensure_wording(frame, terms, article)
        except RuleBroken:
            yield name


def in_one_language(terms: Terms) -> tuple[str, ...]:
    """The articles that bind in French alone: nobody who reads Arabic has read them."""
    return tuple(name for name, each in terms.articles.items() if each.text_ar is None)
