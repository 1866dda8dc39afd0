"""An article written from a clause: its places filled in French and in Arabic.

Amounts, days, percentages and durations are worded as everywhere else in the system, but without
the invisible marks that isolate them on a page: this text is signed, and holds nothing unseen.
"""

from collections.abc import Callable, Mapping
from typing import Final

from mithaq.words import Texts, texts_of

from conventions.domain.core.terms import Article, ClauseUse, ClauseValue, Terms
from conventions.domain.drafting.articles import ClausePartyGone
from conventions.domain.frames.filling import ClauseUnknown, clause_of, ensure_filled
from conventions.domain.frames.sound import PLACE
from conventions.domain.frames.template import Clause, Parameter, ParameterKind, Template

LANGUAGES: Final = ("fr", "ar")
_UNSEEN: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))


def worded(
    terms: Terms,
    template: Template | None,
    article: str,
    clause: str,
    values: tuple[ClauseValue, ...],
) -> Article:
    """The article under the heading that the template gives it.

    `template` is the version that the text is under. Raises ClauseUnknown, ClauseValuesDiffer,
    ClauseValueMalformed, and ClausePartyGone for an organisation that is no party.
    """
    chosen = clause_of(template, article, clause)
    ensure_filled(chosen, values)
    _ensure_parties(terms, article, values)
    ref, of_template = terms.outline.template, template.article(article) if template else None
    if ref is None or of_template is None:
        raise ClauseUnknown(article=article, clause=clause)
    text_fr, text_ar = (_filled(language, chosen, values, terms) for language in LANGUAGES)
    return Article(
        article=article,
        heading_fr=of_template.heading_fr,
        heading_ar=of_template.heading_ar,
        text_fr=text_fr,
        text_ar=text_ar,
        clause=ClauseUse(clause=clause, template=ref, values=values),
    )


def _ensure_parties(terms: Terms, article: str, values: tuple[ClauseValue, ...]) -> None:
    named = [each.organisation_id for each in values if each.organisation_id is not None]
    if gone := tuple(str(each) for each in named if each not in terms.parties):
        raise ClausePartyGone(article=article, organisations=gone)


def _filled(language: str, clause: Clause, values: tuple[ClauseValue, ...], terms: Terms) -> str:
    """In one pass: what was filled in is not read for places again."""
    by_name = {each.parameter: each for each in clause.parameters}
    shown = {
        each.parameter: _shown(language, by_name[each.parameter], each, terms) for each in values
    }
    text = clause.text_fr if language == "fr" else clause.text_ar
    return PLACE.sub(lambda place: shown[place.group(1)], text)


def _shown(language: str, parameter: Parameter, value: ClauseValue, terms: Terms) -> str:
    match ParameterKind(parameter.kind):
        case ParameterKind.TEXT:
            return (value.text_fr if language == "fr" else value.text_ar) or ""
        case ParameterKind.ORGANISATION:
            return _name(language, value, terms)
        case ParameterKind.CHOICE:
            choice = next(each for each in parameter.choices if each.choice == value.choice)
            return choice.text_fr if language == "fr" else choice.text_ar
        case kind:
            return _SAID[kind](texts_of("conventions"), language, value).translate(_UNSEEN)


def _name(language: str, value: ClauseValue, terms: Terms) -> str:
    """In Arabic where the party has an Arabic name, else as it is called."""
    party = terms.parties.get(value.organisation_id) if value.organisation_id else None
    if party is None:
        return ""
    return (party.name_ar if language == "ar" else None) or party.name_fr


def _amount(texts: Texts, language: str, value: ClauseValue) -> str:
    return texts.say("clause.amount", language, amount=str(value.amount))


def _day(texts: Texts, language: str, value: ClauseValue) -> str:
    return texts.say("clause.day", language, day=str(value.day))


def _percent(texts: Texts, language: str, value: ClauseValue) -> str:
    return texts.say("clause.percent", language, percent=value.number)


def _months(texts: Texts, language: str, value: ClauseValue) -> str:
    return texts.say("clause.months", language, months=value.number)


_SAID: Final[Mapping[ParameterKind, Callable[[Texts, str, ClauseValue], str]]] = {
    ParameterKind.AMOUNT: _amount,
    ParameterKind.DATE: _day,
    ParameterKind.PERCENT: _percent,
    ParameterKind.MONTHS: _months,
}
