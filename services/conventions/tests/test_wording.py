"""Refusals are told in the words of the trade, amounts and days as people write them."""

import string
from dataclasses import astuple
from typing import get_args

import pytest
from conventions.domain.capacities import Capacity
from conventions.domain.state import Stage
from conventions.domain.transitions import TRANSITIONS
from conventions.domain.vocabulary import (
    AmendmentState,
    ApprovalKind,
    ContributionKind,
    Stance,
    State,
)
from conventions.problems import TEXTS
from conventions.problems.vocabulary import SPOKEN
from conventions.problems.wording import Words, amount, day
from mithaq.errors import Value
from mithaq.http.texts import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


@pytest.mark.parametrize(
    ("kind", "terms"),
    [
        ("state", list(State)),
        ("amendment_state", list(AmendmentState)),
        ("capacity", list(Capacity)),
        ("step", list(Stage)),
        ("approval", list(ApprovalKind)),
        ("stance", list(Stance)),
        ("nature", list(ContributionKind)),
        ("command", [row.name for row in TRANSITIONS]),
    ],
)
def test_every_term_of_a_closed_list_has_its_words(kind: str, terms: list[str]) -> None:
    assert set(terms) <= SPOKEN[kind].keys()


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_every_placeholder_says_its_value_in_a_known_way(code: str) -> None:
    said = {*SPOKEN, "dh", "day", ""}
    for language in LANGUAGES:
        for words in astuple(TEXTS[code].in_(language)):
            kinds = {spec for _, name, spec, _ in string.Formatter().parse(words) if name}
            assert kinds <= said
        assert TEXTS[code].in_(language).filled({}, language)


@pytest.mark.parametrize(
    ("dirhams", "fr", "ar", "en"),
    [
        ("12000000.00", "12\u202f000\u202f000,00", "12.000.000,00", "12,000,000.00"),
        ("-1234.50", "-1\u202f234,50", "-1.234,50", "-1,234.50"),
        ("0.05", "0,05", "0,05", "0.05"),
        ("…", "…", "…", "…"),
    ],
)
def test_amounts_are_grouped(dirhams: str, fr: str, ar: str, en: str) -> None:
    assert [amount(dirhams, language) for language in LANGUAGES] == [fr, ar, en]


def test_days_are_written_as_people_do() -> None:
    assert [day("2026-03-02", each) for each in LANGUAGES] == ["02/03/2026"] * 2 + ["2026-03-02"]
    assert day("—", "fr") == "—"


def test_unmet_conditions_are_sentences_with_their_figures() -> None:
    values: dict[str, Value] = {
        "tranche": "R2",
        "conditions": "fully-planned, progress-reached",
        "unplanned": "1234.50",
        "action": "voirie",
        "progress": 20,
        "progress_at_least": 50,
    }
    told = TEXTS["release-refused"].fr.filled(values, "fr").detail
    assert told == (
        "Tranche « R2 », conditions à remplir : contribution planifiée en entier "
        "(écart 1\u202f234,50 DH) ; avancement physique de « voirie » à 50 % (constaté : 20 %)."
    )


def test_duties_are_told_in_words_of_the_trade() -> None:
    told = TEXTS["duties-not-separated"].fr.filled({"done": "order", "asked": "pay"}, "fr").detail
    assert "ordonnancer le paiement" in told
    assert told.endswith("ne peut pas aussi payer.")


def test_numbers_keep_their_order_inside_arabic() -> None:
    words = Words("{left:dh}", "{name}", "{state:state}")
    shown = words.filled({"left": "1.00", "name": "T1", "state": "signed"}, "ar")
    assert astuple(shown) == ("\u20681,00\u2069", "\u2068T1\u2069", "موقّعة")
