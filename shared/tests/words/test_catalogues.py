"""Checks and synchronisation of catalogues (`make words`), on a small test package."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mithaq.words import texts_of
from mithaq.words.checking import findings
from mithaq.words.files import files_of, id_of
from mithaq.words.review import page
from mithaq.words.sync import synchronise, template

RULES = '''
class TooMany(Exception):
    """No more than three."""

    code = "too-many"


class FarTooMany(TooMany):
    """Not even for a good reason."""

    code = "far-too-many"


def refuse(count: int, names: tuple[str, ...]) -> None:
    raise TooMany(count=count, names=names)


def greet(texts) -> str:
    return texts.say("greeting", "fr")
'''
WORDS = 'VOCABULARY = {"colour": ["red", "blue"]}\n'
FRENCH = {
    "rules": {
        "too-many.title": "Trop",
        "too-many.detail": "{count:number} noms : {names:list}.",
        "too-many.way-out": "Retirez-en.",
        "far-too-many.title": "Bien trop",
    },
    "vocabulary": {"colour.red": "rouge", "colour.blue": "bleu"},
    "sentences": {"greeting": "Bonjour"},
}

Write = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package `wordy` whose French, Arabic and English are complete."""
    root = tmp_path / "wordy"
    root.mkdir()
    (root / "__init__.py").write_text("")
    (root / "rules.py").write_text(RULES)
    (root / "words.py").write_text(WORDS)
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    for language in ("fr", "ar", "en"):
        for topic, sentences in FRENCH.items():
            entries = [f'msgid "{name}"\nmsgstr "{said}"\n' for name, said in sentences.items()]
            file = root / "texts" / language / f"{topic}.po"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(entries), encoding="utf-8")
    synchronise("wordy")
    yield root / "texts"
    texts_of.cache_clear()
    for module in ("wordy", "wordy.words"):
        sys.modules.pop(module, None)


def change(file: Path, old: str, new: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new), encoding="utf-8")
    texts_of.cache_clear()


def test_a_complete_package_has_nothing_to_mend(folder: Path) -> None:
    assert findings("wordy") == []
    assert synchronise("wordy") == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('"Trop"', '""', "too-many.title: is not translated"),
        ('msgid "greeting"', 'msgid "farewell"', "greeting: has no words"),
        ('msgid "greeting"', 'msgid "farewell"', "farewell: nothing in the code says it"),
        ("{names:list}", "{names:lst}", "{names:lst} is no known format"),
        ("{names:list}", "{names:list:nor}", "lists end in `and` or `or`"),
        ("{names:list}", "{list", "too-many.detail: expected '}' before end of string"),
        ("{names:list}", "{name:list}", "nobody gives {name}"),
        ("{names:list}", "{names.x}", "{names.x} is no name"),
        ('"Bonjour"', '"\u2068Bonjour\u2069"', "holds an invisible control"),
        ('msgid "greeting"', '#, fuzzy\nmsgid "greeting"', "greeting: is marked fuzzy"),
        ('msgid "greeting"', '# changed\n\nmsgid "greeting"', "run `make words`"),
    ],
)
def test_what_is_wrong_is_said(folder: Path, old: str, new: str, finding: str) -> None:
    topic = "sentences" if "greeting" in old or "Bonjour" in old else "rules"
    change(folder / "fr" / f"{topic}.po", old, new)
    assert any(finding in line for line in findings("wordy")), findings("wordy")


def test_a_translation_keeps_the_placeholders(folder: Path) -> None:
    change(folder / "ar" / "rules.po", 'msgstr "{count:number} noms : {names:list}."', 'msgstr "x"')
    assert "ar/rules.po too-many.detail: placeholders are not those of fr" in findings("wordy")


def test_arabic_is_written_with_arabic_punctuation(folder: Path) -> None:
    change(folder / "ar" / "sentences.po", 'msgstr "Bonjour"', 'msgstr "أهلا, مرحبا"')
    assert "ar/sentences.po greeting: Latin punctuation beside Arabic letters" in findings("wordy")


def test_a_new_rule_is_begun_in_every_language(folder: Path) -> None:
    change(folder.parent / "rules.py", 'code = "far-too-many"', 'code = "other"')
    assert {path.parent.name for path in synchronise("wordy")} == {"fr", "ar", "en"}
    assert "fr/rules.po other.title: is not translated" in findings("wordy")
    assert "fr/rules.po far-too-many.title: nothing in the code says it" in findings("wordy")


def test_a_new_language_is_a_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are begun, its sentences are answered in French until they are translated."""
    languages = ["ar", "en", "fr", "zgh"]
    monkeypatch.setattr("mithaq.words.sync.languages_of", lambda _package: languages)
    assert {path.parent.name for path in synchronise("wordy")} == {"zgh"}
    begun = {id_of(entry): entry for file in files_of("wordy") for entry in file.entries()}
    assert "too-many.title" in begun
    notes = (folder / "zgh" / "rules.po").read_text(encoding="utf-8")
    assert "#. No more than three.\n#. fr: Trop\nmsgid" in notes
    assert texts_of("wordy").say("greeting", "zgh") == "Bonjour"


def test_the_files_of_a_language_share_one_plural_rule(folder: Path) -> None:
    """CLDR gives French a third form, for millions, that its translators left out."""
    file = folder / "fr" / "rules.po"
    settled = '"Plural-Forms: nplurals=2; plural=(n > 1);'
    assert settled in file.read_text(encoding="utf-8")
    change(file, settled, '"Plural-Forms: nplurals=3; plural=(n > 1);')
    assert synchronise("wordy") == [file]
    assert settled in file.read_text(encoding="utf-8")


def test_french_is_typed_with_plain_spaces_and_read_with_no_break_ones(folder: Path) -> None:
    change(folder / "fr" / "sentences.po", "Bonjour", "Avis n° 2 : « oui » ; « non » ? non !")
    assert texts_of("wordy").say("greeting", "fr") == (
        "Avis n°\u00a02\u00a0: «\u202foui\u202f»\u202f; «\u202fnon\u202f»\u202f? non\u202f!"
    )


def test_notes_and_translations_survive(folder: Path) -> None:
    file = folder / "en" / "sentences.po"
    change(file, "#. fr: Bonjour", "# A translator's remark.\n#. an old note")
    assert synchronise("wordy") == [file]
    content = file.read_text(encoding="utf-8")
    assert "# A translator's remark.\n#. fr: Bonjour\n" in content
    assert "an old note" not in content


def test_the_page_and_the_template_hold_every_id(folder: Path) -> None:
    shown, to_translate = page(["wordy"]), template("wordy").decode()
    for message_id in (name for sentences in FRENCH.values() for name in sentences):
        assert f">{message_id}<" in shown
        assert f'msgid "{message_id}"' in to_translate
    assert 'lang="ar" dir="rtl"' in shown
