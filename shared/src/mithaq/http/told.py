"""For the tests of a service: is every refusal of its domain told, in every language?"""

import string
from collections.abc import Iterator
from dataclasses import astuple
from inspect import getmembers, isclass
from types import ModuleType
from typing import Final, get_args

from mithaq.errors import MithaqError
from mithaq.http.texts import Language, Text, Texts

_FORMATTER: Final = string.Formatter()


def assert_all_told(rules: ModuleType, texts: Texts) -> None:
    """Every error class defined in `rules` (or re-exported there from its own submodules) has words
    in each language, with the same placeholders; nothing is told that no rule says.
    """
    codes = {cls.code: cls.__name__ for cls in _own_errors(rules)}
    untold = {name for code, name in codes.items() if code not in texts}
    assert not untold, f"without a text: {sorted(untold)}"  # noqa: S101
    for code in codes:
        _assert_same_in_all(code, texts[code])


def _own_errors(rules: ModuleType) -> Iterator[type[MithaqError]]:
    for _, cls in getmembers(rules, isclass):
        if issubclass(cls, MithaqError) and cls.__module__.startswith(rules.__name__):
            yield cls


def _assert_same_in_all(code: str, text: Text) -> None:
    languages = get_args(Language)
    for language in languages:
        assert all(astuple(text.in_(language))), f"{code}: empty words in {language}"  # noqa: S101
    used = {language: _placeholders(text, language) for language in languages}
    assert len(set(used.values())) == 1, f"{code}: placeholders differ: {used}"  # noqa: S101


def _placeholders(text: Text, language: Language) -> frozenset[str]:
    words = astuple(text.in_(language))
    return frozenset(name for each in words for _, name, _, _ in _FORMATTER.parse(each) if name)
