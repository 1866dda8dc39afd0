"""What can be asked of a programme and of a project."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.commands import Caller
from mithaq.money import Money

from programming.domain.vocabulary import Criterion, ProjectType


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Who asks, and the day from which it holds."""

    caller: Caller
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProgramme(Given):
    programme_id: UUID
    title_fr: str
    title_ar: str | None = None
    region: str
    first_year: int
    last_year: int
    envelope: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitProject(Given):
    """The programme's half of a placement; cost and region are the project's."""

    programme_id: UUID
    project_id: UUID
    cost: Money
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeProject(Given):
    """`region` is the one `territory` lies in."""

    project_id: UUID
    type: ProjectType
    title_fr: str
    title_ar: str | None = None
    territory: str
    region: str
    cost: Money
    proposed_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCriterion(Given):
    project_id: UUID
    criterion: Criterion
    score: int
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceProject(Given):
    """The project's half of a placement."""

    project_id: UUID
    programme_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkProject(Given):
    """`actions` is what the convention plans as far as is known; None if it is unknown itself."""

    project_id: UUID
    convention_id: UUID
    action: str
    actions: frozenset[str] | None


ProgrammeCommand = OpenProgramme | AdmitProject
ProjectCommand = ProposeProject | ScoreCriterion | PlaceProject | LinkProject
