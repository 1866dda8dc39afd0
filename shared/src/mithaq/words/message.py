"""A message of a catalogue, with its plural forms and placeholders."""

import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

Shown = str | int | Decimal | date | Sequence[str] | None
Values = Mapping[str, Shown]

COUNT: Final = "count"
_FORMATTER: Final = string.Formatter()


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder `{name}`, `{name:kind}` or `{name:kind:joiner}`: a value and its format."""

    name: str
    kind: str
    joiner: str


def placeholders(text: str) -> Iterator[Placeholder]:
    """The placeholders of one form, in order. Raises ValueError for an unclosed brace."""
    for _, name, spec, _ in _FORMATTER.parse(text):
        if name is not None:
            kind, _, joiner = (spec or "").partition(":")
            yield Placeholder(name, kind, joiner)


def _first(_count: int) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Message:
    """One form, or the language's plural forms with the rule that selects one by a count."""

    forms: tuple[str, ...]
    plural: Callable[[int], int] = _first

    @property
    def counted(self) -> str | None:
        """The name of the value that selects the form: the one with `{name:count}`."""
        found = (p.name for form in self.forms for p in placeholders(form) if p.kind == COUNT)
        return next(found, None)

    def form(self, values: Values) -> str:
        """The form for these values; without a count the last, which is the most common."""
        if len(self.forms) == 1:
            return self.forms[0]
        count = values.get(self.counted or "")
        return self.forms[self.plural(abs(count)) if isinstance(count, int) else -1]
