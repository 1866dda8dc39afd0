"""Language negotiation by Accept-Language (RFC 9110, section 12.5.4; RFC 4647, lookup)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mithaq.words.formats import Language

_RANGE: Final = re.compile(
    r"\s*(\*|[a-z]{1,8})(?:-[a-z0-9]{1,8})*\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?",
    re.IGNORECASE,
)


def negotiate(accepted: str | None, languages: Sequence[Language]) -> Language:
    """The one of `languages` with the highest weight; among equals, the first in the header.

    `*` stands for the languages not named, `q=0` rules one out. If none fits, the first: a
    response in another language is more useful than none.
    """
    weights: dict[str, float] = {}
    for tag, weight in _ranges(accepted or ""):
        weights[tag] = max(weight, weights.get(tag, 0.0))
    others = weights.pop("*", 0.0)
    named = [language for language in weights if language in languages]
    rest = [language for language in languages if language not in weights]
    choices = [(weights[language], language) for language in named]
    choices += [(others, language) for language in rest]
    best_weight, best = max(choices, key=lambda choice: choice[0])
    return best if best_weight > 0 else languages[0]


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    """Primary subtags (`fr` of `fr-MA`) with their weights; what does not parse is ignored."""
    for part in header[:500].split(","):
        found = _RANGE.fullmatch(part)
        if found is not None:
            yield found.group(1).lower(), float(found.group(2) or 1)
