"""A publication of the office: versions that never change, each confirmed by a second person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Standing(StrEnum):
    """Where a version stands: only a confirmed one is used by new drafts."""

    PUBLISHED = "published"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Generic[T]):
    """`published_by` is the person who published it."""

    content: T
    published_by: str
    standing: Standing = Standing.PUBLISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Generic[T]):
    """All that was published under one name, by number from 1."""

    versions: Mapping[int, Version[T]] = field(default_factory=dict)

    def newest(self) -> int | None:
        """The version that a draft takes: the newest that is confirmed."""
        confirmed = [n for n, v in self.versions.items() if v.standing is Standing.CONFIRMED]
        return max(confirmed, default=None)

    def last(self) -> Version[T] | None:
        """What was published last, whatever its standing."""
        return self.versions[max(self.versions)] if self.versions else None
