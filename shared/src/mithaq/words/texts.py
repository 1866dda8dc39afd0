"""Texts for readers by id and language: problems, terms and sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from mithaq.words.files import VOCABULARY, files_of
from mithaq.words.formats import Formats, Language
from mithaq.words.message import Message, Shown, Values
from mithaq.words.sentence import Sentence

KERNEL: Final = "mithaq"
DEFAULT: Final[Language] = "fr"

Messages = Mapping[str, Message]


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of a problem: what happened, the details, and what can be done now."""

    title: str
    detail: str
    way_out: str


class Texts:
    """The catalogues of one service, in addition to the kernel's.

    `kinds` holds, by kind, the codes that have words: `state` -> `draft`, `proposed`...
    """

    def __init__(
        self, messages: Mapping[Language, Messages], kinds: Mapping[str, frozenset[str]]
    ) -> None:
        self._messages, self.kinds = messages, kinds
        self.languages: Sequence[Language] = sorted(
            messages, key=lambda each: (each != DEFAULT, each)
        )

    def say(self, message_id: str, language: Language, /, **values: Shown) -> str:
        """The sentence filled with values. Raises KeyError for an unknown id."""
        return self.said(message_id, language, values)

    def said(self, message_id: str, language: Language, values: Values) -> str:
        message = self._message(message_id, language)
        if message is None:
            raise KeyError(message_id)
        return message.form(values).format_map(
            Sentence(self, Formats.of(language), language, values)
        )

    def term(self, kind: str, code: str, language: Language, values: Values | None = None) -> str:
        """The name of a code of a closed list; the code itself if it has no term."""
        message_id = f"{kind}.{code}"
        return self.said(message_id, language, values or {}) if self.has(message_id) else code

    def problem(
        self, code: str, language: Language, values: Values, bases: Sequence[str] = ()
    ) -> Wording:
        """The texts of a problem. Ids that `code` lacks are taken from the nearest of `bases`.

        So a rule that refines another needs only the texts in which it differs.
        """
        codes = [code, *bases, "request-refused"]

        def part(name: str) -> str:
            found = next(f"{each}.{name}" for each in codes if self.has(f"{each}.{name}"))
            return self.said(found, language, values)

        return Wording(part("title"), part("detail"), part("way-out"))

    def kind_of(self, codes: Sequence[str]) -> str | None:
        """The closed list with these codes: the smallest that contains them all."""
        holding = [kind for kind, known in self.kinds.items() if known.issuperset(codes)]
        return min(holding, key=lambda kind: len(self.kinds[kind]), default=None)

    def has(self, message_id: str) -> bool:
        return message_id in self._messages[DEFAULT]

    def with_(self, added: Mapping[Language, Messages]) -> "Texts":
        """These texts and additional ones, in the same languages."""
        joined = {
            language: {**messages, **added.get(language, {})}
            for language, messages in self._messages.items()
        }
        return Texts(joined, self.kinds)

    def _message(self, message_id: str, language: Language) -> Message | None:
        """The message in that language; in French if it is not translated."""
        found = self._messages.get(language, {}).get(message_id)
        return found or self._messages[DEFAULT].get(message_id)


@cache
def texts_of(*packages: str) -> Texts:
    """The kernel's texts and those of the packages; the last one named wins. Read once a process.

    A language is whatever folder the kernel's `texts/` has: a new one needs no code.
    """
    messages: dict[Language, dict[str, Message]] = {}
    kinds: dict[str, frozenset[str]] = {}
    for package in (KERNEL, *packages):
        for file in files_of(package):
            found = dict(file.messages())
            if package == KERNEL or file.language in messages:
                messages.setdefault(file.language, {}).update(found)
            if file.topic == VOCABULARY and file.language == DEFAULT:
                kinds |= _by_kind(found)
    return Texts(messages, kinds)


def _by_kind(ids: Messages) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for message_id in ids:
        kind, _, code = message_id.partition(".")
        found.setdefault(kind, set()).add(code)
    return {kind: frozenset(codes) for kind, codes in found.items()}
