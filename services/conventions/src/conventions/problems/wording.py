"""Words whose values are shown as people say them: amounts, days, states, trades.

A placeholder may say what its value is: `{left:dh}` an amount, `{on:day}` a day, `{state:state}` a
term of the vocabulary. The problem's machine-readable `values` stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mithaq import http
from mithaq.errors import Value
from mithaq.http import Language

from conventions.problems.vocabulary import SPOKEN

_THOUSANDS: Final[Mapping[Language, str]] = {"fr": "\u202f", "ar": ".", "en": ","}
_DECIMAL: Final[Mapping[Language, str]] = {"fr": ",", "ar": ",", "en": "."}
_LIST: Final[Mapping[Language, str]] = {"fr": " ; ", "ar": "؛ ", "en": "; "}


@dataclass(frozen=True, slots=True)
class Words(http.Words):
    def filled(self, values: Mapping[str, Value], language: Language) -> http.Words:
        """These words with the values as people say them. A value nobody gave shows as `…`."""
        said = _Said(values, language)
        return http.Words(
            self.title.format_map(said),
            self.detail.format_map(said),
            self.way_out.format_map(said),
        )


class _Said:
    """The values of one problem, each ready to be said in one language."""

    def __init__(self, values: Mapping[str, Value], language: Language) -> None:
        self._values, self.language = values, language

    def __getitem__(self, name: str) -> "_Value":
        value = self._values.get(name, "…")
        return _Value("—" if value is None else str(value), self)


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    among: _Said

    def __format__(self, kind: str) -> str:
        language = self.among.language
        if kind in SPOKEN:
            return _LIST[language].join(self._spoken(kind, each) for each in self.text.split(", "))
        if kind == "dh":
            return _isolated(amount(self.text, language), language)
        if kind == "day":
            return _isolated(day(self.text, language), language)
        return _isolated(self.text, language)

    def _spoken(self, kind: str, term: str) -> str:
        """A term's words, which may show other values; a term we have no words for, as it is."""
        known = SPOKEN[kind].get(term)
        if known is None:
            return _isolated(term, self.among.language)
        return known.in_(self.among.language).format_map(self.among)


def amount(dirhams: str, language: Language) -> str:
    """`1234.50` as `1 234,50`, `1.234,50` or `1,234.50`."""
    whole, dot, centimes = dirhams.partition(".")
    if not (dot and whole.removeprefix("-").isdigit()):
        return dirhams
    return f"{int(whole.removeprefix('-')):,}".replace(",", _THOUSANDS[language]).join(
        ("-" if whole.startswith("-") else "", _DECIMAL[language] + centimes)
    )


def day(iso: str, language: Language) -> str:
    """`2026-03-02` as `02/03/2026`; English keeps the ISO form, which nobody misreads."""
    parts = iso.split("-")
    return "/".join(reversed(parts)) if language != "en" and len(parts) == 3 else iso


def _isolated(text: str, language: Language) -> str:
    """Inside Arabic, numbers and codes keep the order of their parts (FSI … PDI)."""
    return f"\u2068{text}\u2069" if language == "ar" else text
