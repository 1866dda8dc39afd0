"""One term, one word: checks a sentence against `texts/glossary.toml`, the words of the trade."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from re import Pattern
from typing import Any, Final

from mithaq.words.files import folder_of
from mithaq.words.formats import Language

_KERNEL: Final = "mithaq"
_SOURCE: Final[Language] = "fr"
_VOWELS: Final = re.compile("[\u064c-\u0652\u0670]")
_VALUES: Final = re.compile("[{][^{}]*[}]")


@dataclass(frozen=True, slots=True)
class Term:
    """A thing of the trade: its word in each language, and the words that are not for it.

    Where `named` finds it in a French sentence, `by` finds it in the translation. A term that is
    `back` owns its Arabic word: that one stands only where the French names the term.
    """

    words: Mapping[Language, str]
    named: Pattern[str] | None
    by: Mapping[Language, Pattern[str]]
    never: Mapping[Language, tuple[Pattern[str], ...]]
    back: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that no sentence of a language is written with, and what stands for it."""

    language: Language
    never: Pattern[str]
    say: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms and marks, in the order of the file."""

    terms: tuple[Term, ...]
    marks: tuple[Mark, ...]

    def strays(self, language: Language, sentence: str) -> Iterator[str]:
        """The words of the sentence that are not ours, each with ours."""
        text = _plain(sentence)
        for term in self.terms:
            for found in _found(term.never.get(language, ()), text):
                yield f"“{found}” is no word of ours: write “{term.words[language]}”"
        for mark in self.marks:
            if mark.language == language and (seen := mark.never.search(text)):
                yield f"“{seen[0]}” is not written: {mark.say}"

    def losses(self, french: str, language: Language, sentence: str) -> Iterator[str]:
        """The terms of the French sentence that its translation calls something else."""
        source, text = _plain(french), _plain(sentence)
        for term in self.terms:
            if term.named is None or language not in term.by:
                continue
            named, said = term.named.search(source), term.by[language].search(text)
            if named and not said:
                yield f"“{named[0]}” is “{term.words[language]}” here"
            if said and not named and term.back and language != "en":
                yield f"“{said[0]}” is kept for “{term.words[_SOURCE]}”"


@cache
def glossary() -> Glossary:
    """The kernel's glossary, which binds every service."""
    content = (folder_of(_KERNEL) / "glossary.toml").read_text(encoding="utf-8")
    read = tomllib.loads(content)
    marks = (Mark(m["language"], _regex(m["never"]), m["say"]) for m in read["marks"])
    return Glossary(tuple(_term(each) for each in read["terms"]), tuple(marks))


def _term(read: Mapping[str, Any]) -> Term:
    languages = ("fr", "ar", "en")
    return Term(
        words={each: read[each] for each in languages},
        named=_regex(read["fr_when"]) if "fr_when" in read else None,
        by={each: _regex(read[f"{each}_by"]) for each in languages if f"{each}_by" in read},
        never={
            each: tuple(_regex(word) for word in read.get(f"never_{each}", ()))
            for each in languages
        },
        back=read.get("back", False),
    )


def _regex(pattern: str) -> Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _found(patterns: tuple[Pattern[str], ...], text: str) -> Iterator[str]:
    for pattern in patterns:
        if match := pattern.search(text):
            yield match[0]


def _plain(sentence: str) -> str:
    """The sentence without its values and without the vowel signs of Arabic, which are optional.

    The sign of the accusative stays: the catalogues have it nowhere.
    """
    return _VOWELS.sub("", _VALUES.sub("…", sentence))
