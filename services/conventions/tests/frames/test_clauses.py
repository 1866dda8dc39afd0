"""A clause filled: typed, in both languages, with nothing unseen in the text that is signed."""

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from conventions.clauses import worded
from conventions.domain.core.terms import ClauseValue, TemplateRef, Terms
from conventions.domain.drafting.articles import ClausePartyGone
from conventions.domain.frames.filling import (
    ClauseUnknown,
    ClauseValueMalformed,
    ClauseValuesDiffer,
)
from conventions.domain.frames.template import Template
from conventions.starter import starter_set
from hypothesis import given
from hypothesis import strategies as st
from mithaq.money import Money

from ..people import REGION, STRANGER
from ..proposal import OUTLINE, PARTIES, mad
from .published import FINANCING, TEMPLATE

TERMS = Terms(
    outline=replace(OUTLINE, template=TemplateRef(name=TEMPLATE, version=1)),
    parties={party.organisation_id: replace(party, name_ar="الجهة") for party in PARTIES},
)
ADVANCE = (
    ClauseValue(parameter="funder", organisation_id=REGION),
    ClauseValue(parameter="advance", amount=mad(1_250_000)),
    ClauseValue(parameter="share", number=25),
    ClauseValue(parameter="before", day=date(2026, 3, 1)),
)


def length(months: int, **changes: Any) -> tuple[ClauseValue, ...]:
    return (
        ClauseValue(parameter="length", number=months),
        ClauseValue(parameter="renewal", choice=changes.get("renewal", "none")),
        ClauseValue(
            parameter="note",
            text_fr=changes.get("note_fr", "Fin."),
            text_ar=changes.get("note_ar", "انتهى."),
        ),
    )


def plain(text: str) -> str:
    """With plain spaces: French groups its digits with others."""
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_amounts_days_percentages_and_names_are_worded_in_both_languages() -> None:
    article = worded(TERMS, FINANCING, "financing", "advance", ADVANCE)
    assert plain(article.text_fr) == (
        "Région a1 verse une avance de 1 250 000,00 DH, soit 25 %, avant le 1er mars 2026."
    )
    assert plain(article.text_ar or "") == (
        "يؤدي الجهة تسبيقا قدره 1.250.000,00 درهم أي 25% قبل 1 مارس 2026."
    )
    assert (article.heading_fr, article.heading_ar) == ("Financement", "التمويل")
    assert article.clause is not None
    assert article.clause.values == ADVANCE


@pytest.mark.parametrize(
    ("months", "fr", "ar"),
    [
        (1, "1 mois", "شهر واحد"),
        (2, "2 mois", "شهرين"),
        (5, "5 mois", "5 أشهر"),
        (24, "24 mois", "24 شهرا"),
        (100, "100 mois", "100 شهر"),
    ],
)
def test_months_are_counted_as_each_language_counts(months: int, fr: str, ar: str) -> None:
    article = worded(TERMS, FINANCING, "duration", "length", length(months))
    assert plain(article.text_fr) == f"Elle est conclue pour {fr}, non renouvelable. Fin."
    assert article.text_ar == f"تبرم لمدة {ar}، غير قابلة للتجديد. انتهى."


@given(
    st.integers(1, 2**53 - 1),
    st.integers(0, 100),
    st.dates(date(1900, 1, 1), date(2999, 12, 31)),
)
def test_whatever_fills_it_nothing_unseen_is_in_the_text(
    centimes: int, percent: int, day: date
) -> None:
    values = (
        ADVANCE[0],
        ClauseValue(parameter="advance", amount=Money(centimes)),
        ClauseValue(parameter="share", number=percent),
        ClauseValue(parameter="before", day=day),
    )
    article = worded(TERMS, FINANCING, "financing", "advance", values)
    both = article.text_fr + (article.text_ar or "")
    assert not [each for each in both if unicodedata.category(each) == "Cf"]
    assert "{" not in both


def test_what_fills_a_place_is_not_read_for_places_again() -> None:
    values = length(3, note_fr="{length}", note_ar="{renewal}")
    article = worded(TERMS, FINANCING, "duration", "length", values)
    assert article.text_fr.endswith("{length}")


MALFORMED = [
    {"number": 0},
    {"number": 601},
    {"amount": mad(3)},
    {"number": 3, "choice": "none"},
    {},
]


@pytest.mark.parametrize("content", MALFORMED)
def test_a_place_takes_what_its_kind_asks_for(content: dict[str, Any]) -> None:
    values = (ClauseValue(parameter="length", **content), *length(3)[1:])
    with pytest.raises(ClauseValueMalformed) as refused:
        worded(TERMS, FINANCING, "duration", "length", values)
    assert refused.value.values == {"parameter": "length", "kind": "months"}


@pytest.mark.parametrize(
    "changes",
    [{"renewal": "for-ever"}, {"note_fr": " "}, {"note_ar": None}, {"note_ar": "\u200b"}],
)
def test_a_choice_is_one_of_its_wordings_and_a_text_reads_in_both_languages(
    changes: dict[str, Any],
) -> None:
    with pytest.raises(ClauseValueMalformed):
        worded(TERMS, FINANCING, "duration", "length", length(3, **changes))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("advance", {"amount": mad(0)}), ("share", {"number": 101}), ("before", {"number": 1})],
)
def test_an_amount_is_something_a_percentage_at_most_the_whole(
    name: str, wrong: dict[str, Any]
) -> None:
    others = tuple(each for each in ADVANCE if each.parameter != name)
    values = (*others, ClauseValue(parameter=name, **wrong))
    with pytest.raises(ClauseValueMalformed):
        worded(TERMS, FINANCING, "financing", "advance", values)


@pytest.mark.parametrize(
    "values", [ADVANCE[:3], (*ADVANCE, ADVANCE[0]), (*ADVANCE, ClauseValue(parameter="x"))]
)
def test_each_place_is_filled_once_and_nothing_else(values: tuple[ClauseValue, ...]) -> None:
    with pytest.raises(ClauseValuesDiffer):
        worded(TERMS, FINANCING, "financing", "advance", values)


@pytest.mark.parametrize(
    ("template", "article", "clause"),
    [
        (FINANCING, "financing", "never"),
        (FINANCING, "never", "advance"),
        (FINANCING, "object", "advance"),
        (None, "financing", "advance"),
    ],
)
def test_a_clause_is_one_that_the_template_has_for_the_article(
    template: Template | None, article: str, clause: str
) -> None:
    with pytest.raises(ClauseUnknown):
        worded(TERMS, template, article, clause, ADVANCE)


def test_an_organisation_is_a_party() -> None:
    stranger = (ClauseValue(parameter="funder", organisation_id=STRANGER), *ADVANCE[1:])
    with pytest.raises(ClausePartyGone):
        worded(TERMS, FINANCING, "financing", "advance", stranger)


def _some(parameter: Any) -> ClauseValue:
    """Something that fits a parameter of any kind."""
    fitting: dict[str, dict[str, Any]] = {
        "amount": {"amount": mad(10)},
        "date": {"day": date(2026, 1, 2)},
        "percent": {"number": 70},
        "months": {"number": 12},
        "text": {"text_fr": "Texte", "text_ar": "نص"},
        "organisation": {"organisation_id": REGION},
        "choice": {"choice": parameter.choices[0].choice if parameter.choices else None},
    }
    return ClauseValue(parameter=parameter.parameter, **fitting[parameter.kind])


@pytest.mark.parametrize("name", sorted(starter_set().templates))
def test_every_clause_of_the_starter_set_can_be_filled(name: str) -> None:
    template = starter_set().templates[name]
    for article in template.articles:
        assert article.clauses, article.article
        for clause in article.clauses:
            values = tuple(map(_some, clause.parameters))
            written = worded(TERMS, template, article.article, clause.clause, values)
            assert "{" not in written.text_fr + (written.text_ar or "")
