"""What people type is kept composed, and refused when it shows something else than it stores."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.unicode import Flaw, blank, flaw_of, kept


@pytest.mark.parametrize(
    "text",
    [
        "Commune d'Al Hoceïma",
        "جماعة الحسيمة",
        "ⵜⴰⵎⴷⵉⵏⵜ",
        "می\u200cخواهم",  # ZWNJ and ZWJ shape Arabic letters
        "ه\u200d",
        "\u200eC-2026-014\u200f \u061c",
        "\u2066C-2026\u2069 في \u2067طنجة \u2068x\u2069\u2069",
        "№ 12 — « 3 % »",
        "😀",
    ],
)
def test_what_readers_need_is_kept(text: str) -> None:
    assert flaw_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \u00a0\u2003",
        "\u200b",
        "\u200b\u200c\ufeff\u2060",
        "\u00ad",
        "\u200e\u200f",
        "\u2066\u2069",
        "\u3164",
        "\u115f\u1160",
        "\u2800",
        "\u0301",
        "\u180e",
        "\ufe0f",
    ],
)
def test_what_shows_nothing_is_blank(text: str) -> None:
    assert blank(text)
    assert flaw_of(text) is Flaw.BLANK
    assert flaw_of(text, lines=True) is Flaw.BLANK


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("a\0b", Flaw.UNSTORABLE),
        ("a\ud800", Flaw.UNSTORABLE),
        ("a\uffff", Flaw.UNSTORABLE),
        ("a\ufdd0", Flaw.UNSTORABLE),
        ("a\U0001fffe", Flaw.UNSTORABLE),
        ("a\U0010ffff", Flaw.UNSTORABLE),
        ("a\x07b", Flaw.CONTROL),
        ("a\x1b[31mb", Flaw.CONTROL),
        ("a\x85b", Flaw.CONTROL),
        ("a\rb", Flaw.CONTROL),
        ("a\u202eb", Flaw.DIRECTION),
        ("a\u202ab\u202c", Flaw.DIRECTION),
        ("a\u2066b", Flaw.DIRECTION),
        ("a\u2069b", Flaw.DIRECTION),
        ("a\u2069b\u2066", Flaw.DIRECTION),
        ("a\U000e0041\U000e007f", Flaw.DIRECTION),
    ],
)
def test_what_shows_something_else_is_refused_everywhere(text: str, flaw: Flaw) -> None:
    assert flaw_of(text) is flaw
    assert flaw_of(text, lines=True) is flaw


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("a\nb", Flaw.CONTROL),
        ("a\tb", Flaw.CONTROL),
        ("a\u2028b", Flaw.LINE_BREAK),
        ("a\u2029b", Flaw.LINE_BREAK),
    ],
)
def test_lines_break_in_prose_alone(text: str, flaw: Flaw) -> None:
    assert flaw_of(text) is flaw
    assert flaw_of(text, lines=True) is None


def test_an_isolate_ends_with_its_line() -> None:
    assert flaw_of("\u2067طنجة\nC-2026\u2069", lines=True) is Flaw.DIRECTION


def test_texts_are_kept_composed_with_line_feeds_alone() -> None:
    assert kept(" Al Hocei\u0308ma\r\n ") == "Al Hoceïma"
    assert kept("a\r\nb") == "a\nb"


@given(st.text())
def test_property_what_is_kept_stays_as_it_is(text: str) -> None:
    once = kept(text)
    assert kept(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_property_prose_allows_whatever_a_line_does(text: str) -> None:
    if flaw_of(text) is None:
        assert flaw_of(text, lines=True) is None
        assert not blank(text)
