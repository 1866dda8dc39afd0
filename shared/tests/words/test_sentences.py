"""Values in sentences: by kind, in the plural, in lists, isolated."""

from datetime import date

import pytest
from mithaq.testing.wording import texts_with
from mithaq.words import Shown, Texts
from mithaq.words.message import Message

PLURALS = {
    0: "لا شطر", 1: "شطر واحد", 2: "شطران", 3: "\u20683\u2069 أشطر", 10: "\u206810\u2069 أشطر",
    11: "\u206811\u2069 شطرا", 99: "\u206899\u2069 شطرا", 100: "\u2068100\u2069 شطر",
    103: "\u2068103\u2069 أشطر",
}  # fmt: skip


def say(form: str, language: str = "fr", **values: Shown) -> str:
    return texts_with({each: {"x": form} for each in ("fr", "ar", "en")}).said(
        "x", language, values
    )


@pytest.fixture(scope="module")
def terms() -> Texts:
    words = {"state.signed": "signée", "state.draft": "brouillon", "state.late": "échue de {days}"}
    return texts_with({"fr": {**words, "x": "{state:state}", "y": "{state:state:or}"}})


def test_kinds_say_how_a_value_is_written() -> None:
    assert say("{a:money}", a="1234.50") == "1\u202f234,50\u00a0DH"
    assert say("{a:money}", "ar", a="1234.50") == "\u20681.234,50\u2069\u00a0درهم"
    assert say("{a:money}", "en", a="1234.50") == "MAD\u00a01,234.50"
    assert say("{a:day}", a="2026-03-02") == say("{a:day}", a=date(2026, 3, 2)) == "2 mars 2026"
    assert say("{a:number} {a}", a=2026) == "2\u202f026 2026"
    assert say("{a:percent}", a=20) == "20\u00a0%"


def test_lists_of_names_keep_their_commas() -> None:
    ministry = "Ministère de l'Habitat, de l'Urbanisme et de la Ville"
    assert say("{a:list}", a=(ministry, "B")) == f"{ministry} et B"
    assert say("{a:list}", a=ministry) == ministry
    assert say("{a:list:or}", a=("A", "B")) == "A ou B"
    assert say("{a}", a=("A", "B")) == "A et B"
    assert say("{a:list}", "ar", a=("A", "B")) == "\u2068A\u2069 و\u2068B\u2069"


def test_nothing_given_shows_as_such() -> None:
    for kind in ("", ":money", ":day", ":number", ":percent", ":list", ":state"):
        assert say(f"{{a{kind}}}") == "…"
        assert say(f"{{a{kind}}}", a=None) == "—"
    assert say("{a:list}", a=()) == "—"
    assert say("{a:money} {a:day}", a="soon") == "soon soon"


def test_codes_are_told_by_their_terms(terms: Texts) -> None:
    assert terms.say("x", "fr", state="signed") == "signée"
    assert terms.say("x", "fr", state="signed, draft") == "signée et brouillon"
    assert terms.say("y", "fr", state=("signed", "draft")) == "signée ou brouillon"
    assert terms.say("x", "fr", state="late", days=3) == "échue de 3"
    assert terms.say("x", "fr", state="a name, with a comma") == "a name, with a comma"
    assert terms.term("state", "draft", "fr") == "brouillon"
    assert terms.term("state", "unheard-of", "fr") == "unheard-of"


def test_a_language_without_the_sentence_has_it_in_french(terms: Texts) -> None:
    assert terms.say("state.draft", "ar") == "brouillon"
    with pytest.raises(KeyError):
        terms.say("nobody-wrote-this", "fr")


@pytest.mark.parametrize(("count", "said"), PLURALS.items())
def test_arabic_has_six_plural_forms(count: int, said: str) -> None:
    def rule(n: int) -> int:
        if n < 3:
            return n
        return 3 if 3 <= n % 100 <= 10 else 4 if n % 100 >= 11 else 5

    forms = ("لا شطر", "شطر واحد", "شطران", "{n:count} أشطر", "{n:count} شطرا", "{n:count} شطر")
    texts = texts_with({}).with_({"fr": {"x": Message(("{n:count}",))}})
    texts = texts.with_({"ar": {"x": Message(forms, rule)}})
    assert texts.say("x", "ar", n=count) == said


def test_the_catalogues_count_like_that() -> None:
    texts = texts_with({})
    said = [texts.say("field.too-few-items", "ar", min_length=count) for count in (1, 2, 3, 11)]
    assert said == [
        "عنصر واحد على الأقل",
        "عنصران على الأقل",
        "\u20683\u2069 عناصر على الأقل",
        "\u206811\u2069 عنصرا على الأقل",
    ]
    french = [texts.say("field.too-few-items", "fr", min_length=count) for count in (0, 1, 2)]
    assert french == ["au moins 0 élément", "au moins 1 élément", "au moins 2 éléments"]


def test_a_rule_says_only_what_differs_from_the_rule_it_refines() -> None:
    words = {"wide.title": "T", "wide.detail": "D", "wide.way-out": "W", "narrow.title": "N"}
    told = texts_with({"fr": words}).problem("narrow", "fr", {}, ["narrow", "wide"])
    assert (told.title, told.detail, told.way_out) == ("N", "D", "W")
    assert texts_with({}).problem("unheard-of", "fr", {}).title == "Demande refusée"
