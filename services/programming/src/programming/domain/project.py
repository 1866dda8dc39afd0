"""A project: proposed, scored on every criterion, placed in a programme, linked to an action."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from programming.domain.vocabulary import Criterion, ProjectType


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectOutline:
    """`territory` and `region` are HCP codes; the region is the one the territory lies in."""

    type: Open[ProjectType]
    title_fr: str
    title_ar: str | None = None
    territory: str
    region: str
    cost: Money
    proposed_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A criterion's score, 0 to 5, and the evidence it rests on."""

    criterion: Open[Criterion]
    score: int
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The action of a convention that carries a project out."""

    convention_id: UUID
    action: str


@dataclass(frozen=True, slots=True)
class Project:
    """The state that decisions look at; `outline` is None until it is proposed."""

    outline: ProjectOutline | None = None
    scores: Mapping[Criterion, int] = field(default_factory=dict)
    programme_id: UUID | None = None
    link: Link | None = None

    @property
    def total_score(self) -> int:
        return sum(self.scores.values())
