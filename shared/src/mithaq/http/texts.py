"""The words for each problem, in the three languages of our users, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from mithaq.errors import Value

Language = Literal["fr", "ar", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """What happened, what exactly, and what can be done now. `{name}` stands for a value."""

    title: str
    detail: str
    way_out: str

    def filled(self, values: Mapping[str, Value], language: Language) -> "Words":
        """These words with the error's values in place. A value nobody gave shows as `…`."""
        shown = _Shown({name: _shown(value, language) for name, value in values.items()})
        return Words(
            self.title.format_map(shown),
            self.detail.format_map(shown),
            self.way_out.format_map(shown),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One problem told in every language; none may be missing."""

    fr: Words
    ar: Words
    en: Words

    def in_(self, language: Language) -> Words:
        match language:
            case "fr":
                return self.fr
            case "ar":
                return self.ar
            case "en":
                return self.en


Texts = Mapping[str, Text]

# Without isolation a number or a code inside an Arabic sentence is shown with its parts reordered.
_ISOLATE: Final = "\u2068{}\u2069"


class _Shown(dict[str, str]):
    def __missing__(self, _name: str) -> str:
        return "…"


def _shown(value: Value, language: Language) -> str:
    text = "—" if value is None else str(value)
    return _ISOLATE.format(text) if language == "ar" else text
