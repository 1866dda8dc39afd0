"""The words of a text by the names of its fields: read, and put in place of others."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from mithaq.states import changed, put

from conventions.domain.core.terms import Article, Terms

# By the kind of part: where its parts are, and the attribute that the rest of the name stands for.
_PLACES: Mapping[str, str] = {
    "annex": "articles",
    "article": "articles",
    "action": "actions",
    "committee": "committees",
    "condition": "conditions",
    "contribution": "contributions",
    "party": "parties",
}


def wording_of(terms: Terms, field: str, part: str | None) -> str | None:
    """What the field reads; None if there is no such part, or nothing written there.

    An article's heading is that of an article, an annex's that of an annex.
    """
    kind, _, attribute = field.rpartition(".")
    found = terms.outline if not kind else _part(terms, kind, part)
    if isinstance(found, Article) and found.annex != (kind == "annex"):
        return None
    words = getattr(found, attribute, None)
    return words if isinstance(words, str) else None


def reworded(terms: Terms, field: str, part: str | None, words: str) -> Terms:
    """The terms with these words in that field."""
    kind, _, attribute = field.rpartition(".")
    if not kind:
        return changed(terms, outline=changed(terms.outline, **{attribute: words}))
    place, key = _PLACES[kind], _key(kind, part)
    parts: Mapping[Any, Any] = getattr(terms, place)
    rewritten = put(parts, key, changed(parts[key], **{attribute: words}))
    return changed(terms, **{place: rewritten})


def _part(terms: Terms, kind: str, part: str | None) -> object:
    place = _PLACES.get(kind)
    return None if place is None else getattr(terms, place).get(_key(kind, part))


def _key(kind: str, part: str | None) -> UUID | str | None:
    """A party's id, or a name; an id that is none finds nothing."""
    if kind != "party":
        return part
    try:
        return UUID(part or "")
    except ValueError:
        return None
