"""Two texts beside one another: every part that differs, as it read before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Generic, TypeVar

from conventions.domain.core.terms import Outline, Terms

T = TypeVar("T")
# The lists of a text, in the order in which they are told.
PARTS = (
    "actions",
    "articles",
    "committees",
    "conditions",
    "contributions",
    "obligations",
    "parties",
    "shares",
)


@dataclass(frozen=True, slots=True)
class Difference(Generic[T]):
    """A part of one of the lists under its name; None where it was not there, or is no more."""

    part: str
    name: str
    before: T | None
    after: T | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`outline` are the fields of the outlines that differ; `parts` by list, then by name.

    `split_by` is the last day to split the shares, before and after, None where it is the same.
    """

    before: Outline
    after: Outline
    outline: tuple[str, ...]
    split_by: tuple[date | None, date | None] | None = None
    parts: tuple[Difference[Any], ...]


def compared(before: Terms, after: Terms) -> Comparison:
    old, new = before.outline, after.outline
    names = (each.name for each in fields(old))
    return Comparison(
        before=old,
        after=new,
        outline=tuple(name for name in names if getattr(old, name) != getattr(new, name)),
        split_by=None if before.split_by == after.split_by else (before.split_by, after.split_by),
        parts=tuple(
            each
            for part in PARTS
            for each in _differences(part, getattr(before, part), getattr(after, part))
        ),
    )


def _differences(
    part: str, before: Mapping[Any, T], after: Mapping[Any, T]
) -> Iterator[Difference[T]]:
    for key in sorted(before.keys() | after.keys(), key=str):
        old, new = before.get(key), after.get(key)
        if old != new:
            yield Difference(part, str(key), old, new)
