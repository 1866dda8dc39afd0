"""What can have happened to a programme (`programme-{id}`) and a project (`project-{id}`)."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from programming.domain.vocabulary import Criterion, ProjectType


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOpened:
    programme_id: UUID
    title_fr: str
    title_ar: str | None = None
    region: str
    first_year: int
    last_year: int
    envelope: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAdmitted:
    """The programme took the project in and set aside `cost` of its envelope."""

    programme_id: UUID
    project_id: UUID
    cost: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectProposed:
    project_id: UUID
    type: Open[ProjectType]
    title_fr: str
    title_ar: str | None = None
    territory: str
    region: str
    cost: Money
    proposed_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScored:
    project_id: UUID
    criterion: Open[Criterion]
    score: int
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPlaced:
    project_id: UUID
    programme_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLinked:
    """The project is carried out by this action of this convention."""

    project_id: UUID
    convention_id: UUID
    action: str


ProgrammeEvent = ProgrammeOpened | ProjectAdmitted
ProjectEvent = ProjectProposed | CriterionScored | ProjectPlaced | ProjectLinked
