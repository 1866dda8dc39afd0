"""A programme: an envelope for a region and some years, and the projects it has taken in."""

from dataclasses import dataclass, field
from uuid import UUID

from mithaq.money import ZERO, Money

from programming.domain.persons import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOutline:
    """`region` is an HCP code; `last_year` is included."""

    title_fr: str
    title_ar: str | None = None
    region: str
    first_year: int
    last_year: int
    envelope: Money


@dataclass(frozen=True, slots=True)
class Programme:
    """The state that decisions look at; `outline` and `opened` are None until it is opened."""

    outline: ProgrammeOutline | None = None
    opened: Given | None = None
    reserved: Money = ZERO
    projects: frozenset[UUID] = field(default_factory=frozenset)
