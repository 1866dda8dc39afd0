"""Two texts word by word: whole words in both languages, nothing lost, however long."""

from itertools import pairwise
from time import perf_counter

import pytest
from conventions.wording.differences import Change, Run, differences, isolated
from hypothesis import given
from hypothesis import strategies as st

KEPT, REMOVED, ADDED = Change.KEPT, Change.REMOVED, Change.ADDED
WORDS = st.lists(
    st.sampled_from(
        [" ", "\n", ". ", "l'", "l’", "eau", "7 000", "شَارِع", "شارع", "ـ", "\u2067", "\u2069", "é"]
    ),
    max_size=40,
).map("".join)


def told(old: str | None, new: str | None) -> list[tuple[Change, str]]:
    return [(run.change, run.text) for run in differences(old, new)]


@given(WORDS | st.text(max_size=40), WORDS | st.text(max_size=40))
def test_nothing_is_lost_and_nothing_invented(old: str, new: str) -> None:
    runs = differences(old, new)
    assert "".join(run.text for run in runs if run.change is not ADDED) == old
    assert "".join(run.text for run in runs if run.change is not REMOVED) == new
    assert all(run.text for run in runs)
    assert all(a.change is not b.change for a, b in pairwise(runs))


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("l'eau", "d'eau", [(REMOVED, "l'"), (ADDED, "d'"), (KEPT, "eau")]),
        ("l’eau", "l'eau", [(REMOVED, "l’"), (ADDED, "l'"), (KEPT, "eau")]),
        (
            "verse 7 000 000 DH",
            "verse 8 000 000 DH",
            [(KEPT, "verse "), (REMOVED, "7 000 000"), (ADDED, "8 000 000"), (KEPT, " DH")],
        ),
        (
            "en 2026 200 lots",
            "en 2027 200 lots",
            [(KEPT, "en "), (REMOVED, "2026"), (ADDED, "2027"), (KEPT, " 200 lots")],
        ),
        ("شَارع كبير", "شارع كبير", [(REMOVED, "شَارع"), (ADDED, "شارع"), (KEPT, " كبير")]),
        ("مـدينة", "مدينة", [(REMOVED, "مـدينة"), (ADDED, "مدينة")]),
        ("a b c d", "a x y d", [(KEPT, "a "), (REMOVED, "b c"), (ADDED, "x y"), (KEPT, " d")]),
        (None, "Neuf.", [(ADDED, "Neuf.")]),
        ("Ancien.", None, [(REMOVED, "Ancien.")]),
        (None, None, []),
        ("Même.", "Même.", [(KEPT, "Même.")]),
    ],
)
def test_words_stay_whole(old: str | None, new: str | None, runs: list[tuple[Change, str]]) -> None:
    assert told(old, new) == runs


@pytest.mark.parametrize("unit", ["a ", "mot. ", "الفصل الأول من العقد، ", "x"])
def test_a_long_article_is_compared_in_good_time(unit: str) -> None:
    """80 kB of the shortest words, or of one alone: rewritten here and there, and wholly."""
    old = unit * (80_000 // len(unit.encode()))
    new = old[:500] + "autre " + old[600:-900] + " fin" + old[-700:]
    for other in (new, "".join(f"{n} " for n in range(16_000))):
        began = perf_counter()
        runs = differences(old, other)
        assert perf_counter() - began < 1
        assert "".join(run.text for run in runs if run.change is not REMOVED) == other


def test_a_run_turns_nothing_round() -> None:
    assert isolated("abc") == "\u2068abc\u2069"
    assert isolated("\u2067abc") == "\u2068\u2067abc\u2069\u2069"
    assert isolated("abc\u2069") == "\u2068\u2068abc\u2069\u2069"
    for text in ("\u2067a\u2069b\u2069", "\u2069\u2067"):
        shown = isolated(text)
        opened = sum(map(shown.count, "\u2066\u2067\u2068"))
        assert opened == shown.count("\u2069")


def test_a_run_is_a_value() -> None:
    assert differences("a", "a") == (Run(KEPT, "a"),)
