"""The types of what requests contain. Bodies, paths and queries are made of these alone.

Each refuses by itself what no rule of a domain should have to think of: numbers beyond a column,
text that shows something else than it stores, addresses to which no mail can go.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from email_validator import EmailNotValidError, validate_email
from fastapi import Path
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    Strict,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function

from mithaq.unicode import Flaw, flaw_of, kept

_NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"
_INT: Final = 2**31 - 1
_DIGITS: Final = frozenset("0123456789")


def _composed(value: object) -> object:
    return kept(value) if isinstance(value, str) else value


def _line(value: str) -> str:
    return _sound(value, flaw_of(value))


def _prose(value: str) -> str:
    return _sound(value, flaw_of(value, lines=True))


def _sought(value: str) -> str:
    flaw = flaw_of(value)
    return value if flaw is Flaw.BLANK else _sound(value, flaw)


def _sound(value: str, flaw: Flaw | None) -> str:
    if flaw is not None:
        raise PydanticCustomError(f"text_{flaw.value}", "refused by the policy of texts")
    return value


def _reachable(value: str) -> str:
    """ASCII before the @, the domain as DNS writes it. No name is looked up."""
    try:
        found = validate_email(value, allow_smtputf8=False, check_deliverability=False, strict=True)
    except EmailNotValidError as error:
        raise PydanticCustomError("email", "no mail can go there") from error
    return found.ascii_email or found.normalized


def _whole(value: object) -> object:
    """Text of digits as a number: `1.0`, `1_000`, `٣` and ` 1` are none."""
    if not isinstance(value, str):
        return value
    digits = value.removeprefix("-")
    if not digits or len(digits) > 18 or not _DIGITS.issuperset(digits):
        raise PydanticCustomError("int_parsing", "digits alone")
    return int(value)


# A title or a name: one line, of which something shows.
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300),
    BeforeValidator(_composed),
    AfterValidator(_line),
]
# Why something was decided.
Reason = Annotated[
    str,
    StringConstraints(min_length=1, max_length=4_000),
    BeforeValidator(_composed),
    AfterValidator(_prose),
]
# An article or a report.
Prose = Annotated[
    str,
    StringConstraints(min_length=1, max_length=20_000),
    BeforeValidator(_composed),
    AfterValidator(_prose),
]
# What a list is searched for; nothing at all finds everything.
Sought = Annotated[
    str, StringConstraints(max_length=100), BeforeValidator(_composed), AfterValidator(_sought)
]
Name = Annotated[
    str, StringConstraints(pattern=_NAME), Field(description="A short name, unique in its list.")
]
# A code of a list of ours or the census's: `01.511.01.0`, `mithaq.conventions`.
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
NameInPath = Annotated[str, Path(pattern=_NAME)]
# Where a mail can go.
Address = Annotated[
    str,
    StringConstraints(min_length=3, max_length=254),
    BeforeValidator(_composed),
    AfterValidator(_reachable),
    Field(json_schema_extra={"format": "email"}),
]
# SHA-256 of a file or a text, in hexadecimal.
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Once:
    """For a list in which the same `key` comes once; without a key, the same value.

    articles: Annotated[tuple[Article, ...], Once("article"), Field(max_length=100)] = ()
    """

    key: tuple[str, ...]

    def __init__(self, *key: str) -> None:
        object.__setattr__(self, "key", key)

    def __get_pydantic_core_schema__(
        self,
        source: object,
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        return no_info_after_validator_function(self._checked, handler(source))

    def _checked(self, items: Sequence[Any]) -> Sequence[Any]:
        seen = [self._named(item) for item in items]
        if len(set(seen)) < len(seen):
            raise PydanticCustomError("item_repeated", "the same thing twice")
        return items

    def _named(self, item: Any) -> Hashable:  # noqa: ANN401
        return tuple(getattr(item, part) for part in self.key) if self.key else item


# Whole numbers of a body: JSON integers alone, never beyond what a column holds.
Whole = Annotated[int, Strict(), Field(ge=-_INT, le=_INT)]
Count = Annotated[int, Strict(), Field(ge=0, le=_INT)]
Year = Annotated[int, Strict(), Field(ge=1990, le=2100)]
# Yes or no: a JSON boolean alone, for `"no"` and 0 are neither.
Flag = Annotated[bool, Strict()]
# The same as `Count` in a path or a query, where all is text.
WholeInText = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=_INT)]
