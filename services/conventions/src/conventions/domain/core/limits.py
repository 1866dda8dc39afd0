"""How many parts a convention may have, and how long its text may be: the table of caps.

Far beyond any convention ever published, and small enough that one that is full is still read,
signed and shown at once.
"""

from collections.abc import Mapping, Sized
from types import MappingProxyType
from typing import Final

from mithaq.errors import Invalid, RuleBroken

from conventions.domain.core.terms import Article, Contribution, Share, Terms
from conventions.domain.core.vocabulary import Part

LIMITS: Final[Mapping[Part, int]] = MappingProxyType(
    {
        Part.PARTIES: 200,
        Part.ARTICLES: 100,
        Part.ACTIONS: 2_000,
        Part.CONTRIBUTIONS: 3_000,
        Part.SHARES: 1_000,
        Part.TRANCHES: 5_000,
        Part.AMENDMENTS: 100,
        Part.CONDITIONS: 20,
        Part.OBLIGATIONS: 20,
        Part.COMMITTEES: 20,
        Part.MEETINGS: 500,
        Part.NOTICES: 1_000,
        Part.RESERVATIONS: 100,
    }
)
_ESCAPED: Final = '"\\\n\t'  # each is written as two
TEXT_LIMIT: Final = 1_000_000  # characters of all articles, both languages
# Bytes of all pledges as an event lists them: an amendment's effect lists them twice, and an event
# of 2 MiB is the largest that is recorded.
PLEDGES_LIMIT: Final = 800_000
_PLEDGE_BYTES: Final = 200  # of one without its texts, the longest amount and an id included


class PartsTooMany(RuleBroken):
    """A convention has a bounded number of parties, articles, actions and the like."""

    code = "parts-too-many"


class OccurrencesTooMany(Invalid):
    """An obligation falls due a bounded number of times in the duration of its convention."""

    code = "occurrences-too-many"


class TextTooLong(RuleBroken):
    """The articles of a convention are of a bounded length together."""

    code = "text-too-long"


class PledgesTooLong(RuleBroken):
    """All pledges together fit the events that list them, the last signature among them."""

    code = "pledges-too-long"


def ensure_room(part: Part, have: Sized, *, more: int = 1) -> None:
    """So many more of that part may be added to those there are."""
    limit = LIMITS[part]
    if len(have) + more > limit:
        raise PartsTooMany(part=str(part), limit=limit)


def ensure_within(part: Part, have: Sized) -> None:
    """So many there are, no more than may be."""
    if len(have) > LIMITS[part]:
        raise PartsTooMany(part=str(part), limit=LIMITS[part])


def ensure_articles_fit(terms: Terms) -> None:
    """The text as it reads."""
    ensure_within(Part.ARTICLES, terms.articles)
    length = sum(map(_length, terms.articles.values()))
    if length > TEXT_LIMIT:
        raise TextTooLong(length=length, limit=TEXT_LIMIT)


def ensure_article_fits(terms: Terms, article: Article) -> None:
    """The text with this article, new or rewritten."""
    if article.article not in terms.articles:
        ensure_room(Part.ARTICLES, terms.articles)
    others = (each for name, each in terms.articles.items() if name != article.article)
    length = _length(article) + sum(map(_length, others))
    if length > TEXT_LIMIT:
        raise TextTooLong(length=length, limit=TEXT_LIMIT)


def ensure_pledges_fit(terms: Terms) -> None:
    """What cannot be told in one event could be neither signed nor withdrawn."""
    length = sum(map(_bytes, terms.promises()))
    if length > PLEDGES_LIMIT:
        raise PledgesTooLong(length=length, limit=PLEDGES_LIMIT)


def _bytes(pledge: Contribution | Share) -> int:
    """No less than the pledge takes in an event, whatever is escaped in it."""
    release = pledge.release if isinstance(pledge, Contribution) else None
    documents = release.documents if release else ()
    texts = (pledge.name, pledge.action or "", pledge.basis or "", *documents)
    return _PLEDGE_BYTES + sum(len(text.encode()) + _escaped(text) + 3 for text in texts)


def _escaped(text: str) -> int:
    return sum(map(text.count, _ESCAPED))


def _length(article: Article) -> int:
    return len(article.heading_fr) + len(article.text_fr) + len(article.text_ar or "")
