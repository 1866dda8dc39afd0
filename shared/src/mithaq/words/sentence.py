"""Fills a sentence with values, formatted for its language. All formats are registered here.

`{left:money}` an amount with its currency; `{on:day}`; `{size:number}`; `{n:count}` a number that
also picks the plural form; `{share:percent}`; `{names:list}` or `{names:list:or}`. Any other kind
is a closed list of the vocabulary: `{state:state}`, `{needed:capacity:or}`. A bare `{name}` is
shown as it is. Every value is isolated from the direction of the sentence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, Protocol, cast

from mithaq.words.bidi import isolated
from mithaq.words.formats import Formats, Joiner, Language
from mithaq.words.message import Shown, Values

_NOT_GIVEN: Final = "…"
_NONE: Final = "—"


class Vocabulary(Protocol):
    """What a sentence needs from the texts it belongs to."""

    def has(self, message_id: str) -> bool: ...

    def said(self, message_id: str, language: Language, values: Values) -> str: ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """The values of one sentence, formatted on access; the mapping for `str.format_map`."""

    vocabulary: Vocabulary
    formats: Formats
    language: Language
    values: Values

    def __getitem__(self, name: str) -> "_Value":
        return _Value(self.values.get(name, _NOT_GIVEN), self)

    def plain(self, value: Shown) -> str:
        if isinstance(value, tuple | list):
            return self.listed(value)
        text = _NONE if value is None else str(value)
        return isolated(text, right_to_left=self.formats.right_to_left)

    def listed(self, items: Sequence[str], joiner: str = "") -> str:
        return self._joined([self.plain(item) for item in items], joiner)

    def terms(self, kind: str, value: Shown, joiner: str) -> str:
        """The terms for one code or several. Codes contain no comma, so a text may list them."""
        if value is None:
            return self.plain(value)
        codes = value if isinstance(value, tuple | list) else str(value).split(", ")
        if not any(self.vocabulary.has(f"{kind}.{code}") for code in codes):
            return self.plain(value)
        return self._joined([self._term(kind, code) for code in codes], joiner)

    def _term(self, kind: str, code: str) -> str:
        """A term may contain other values of the sentence; a code without a term is shown as is."""
        message_id = f"{kind}.{code}"
        if self.vocabulary.has(message_id):
            return self.vocabulary.said(message_id, self.language, self.values)
        return self.plain(code)

    def _joined(self, items: Sequence[str], joiner: str) -> str:
        return self.formats.list(items, cast("Joiner", joiner or "and")) if items else _NONE


@dataclass(frozen=True, slots=True)
class _Value:
    value: Shown
    sentence: Sentence

    def __format__(self, spec: str) -> str:
        kind, _, joiner = spec.partition(":")
        if kind in NAMED:
            return NAMED[kind](self.sentence, self.value, joiner)
        return self.sentence.terms(kind, self.value, joiner)


def _money(sentence: Sentence, value: Shown, _joiner: str) -> str:
    dirhams = _decimal(value)
    if dirhams is None:
        return sentence.plain(value)
    number = sentence.formats.amount(dirhams)
    return sentence.vocabulary.said("format.money", sentence.language, {"number": number})


def _day(sentence: Sentence, value: Shown, _joiner: str) -> str:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return sentence.plain(value)
    return sentence.plain(sentence.formats.day(day))


def _number(sentence: Sentence, value: Shown, _joiner: str) -> str:
    number = _decimal(value)
    return sentence.plain(value if number is None else sentence.formats.number(number))


def _percent(sentence: Sentence, value: Shown, _joiner: str) -> str:
    number = _decimal(value)
    return sentence.plain(value if number is None else sentence.formats.percent(number))


def _list(sentence: Sentence, value: Shown, joiner: str) -> str:
    """The items to list; a text is one item, as a name may contain commas."""
    if isinstance(value, tuple | list):
        return sentence.listed(value, joiner)
    return sentence.plain(value)


def _plain(sentence: Sentence, value: Shown, _joiner: str) -> str:
    return sentence.plain(value)


def _decimal(value: Shown) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


NAMED: Final[Mapping[str, Callable[[Sentence, Shown, str], str]]] = {
    "": _plain,
    "money": _money,
    "day": _day,
    "number": _number,
    "count": _number,
    "percent": _percent,
    "list": _list,
}
