"""A project: proposed, scored on every criterion, placed in a programme, linked to an action."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from programming.domain.persons import Given
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
    """The state that decisions look at; `outline` is None until it is proposed.

    Of each criterion the last score counts, and who gave it.
    """

    outline: ProjectOutline | None = None
    proposed: Given | None = None
    scores: Mapping[Criterion, int] = field(default_factory=dict)
    scored: Mapping[Criterion, Given] = field(default_factory=dict)
    programme_id: UUID | None = None
    placed: Given | None = None
    link: Link | None = None

    @property
    def total_score(self) -> int:
        return sum(self.scores.values())

    @property
    def steps(self) -> Sequence[Given]:
        """What its placement rests on: its proposal and the scores that count."""
        return [*([self.proposed] if self.proposed else []), *self.scored.values()]
