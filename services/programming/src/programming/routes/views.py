"""What is read of programmes and projects."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from mithaq.events import Open
from mithaq.http import MoneyBody, View, samples
from pydantic import BeforeValidator, Field
from sqlalchemy import Row

from programming.domain.regions import region
from programming.domain.vocabulary import Criterion, ProjectType


class Named(View):
    """A region by code, with its names."""

    code: Annotated[str, Field(examples=["08"])]
    name_fr: Annotated[str, Field(examples=["Drâa-Tafilalet"])]
    name_ar: Annotated[str, Field(examples=[samples("programming")["Named.name_ar"]])]

    @classmethod
    def of(cls, code: str) -> Self:
        found = region(code)
        return cls(code=code, name_fr=found.name_fr, name_ar=found.name_ar)


def _named(value: object) -> object:
    return Named.of(value) if isinstance(value, str) else value


# In rows it is the code alone.
NamedRegion = Annotated[Named, BeforeValidator(_named)]


class ProgrammeRow(View):
    id: UUID
    version: Annotated[int, Field(description="To send in If-Match.")]
    title_fr: str
    title_ar: str | None
    region: NamedRegion
    first_year: int
    last_year: int
    envelope: MoneyBody
    reserved: MoneyBody
    free: MoneyBody
    projects: Annotated[int, Field(description="How many were admitted.")]


class AdmittedProject(View):
    project_id: UUID
    cost: MoneyBody
    admitted_on: date


class ProgrammeDetail(ProgrammeRow):
    admitted: tuple[AdmittedProject, ...]


class Carried(View):
    """The action that carries the project out."""

    convention_id: UUID
    action: str


class ProjectRow(View):
    id: UUID
    version: Annotated[int, Field(description="To send in If-Match.")]
    type: Open[ProjectType]
    title_fr: str
    title_ar: str | None
    territory: str
    region: NamedRegion
    cost: MoneyBody
    proposed_by: UUID
    total_score: Annotated[int, Field(description="Of 30: six criteria, 0 to 5 each.")]
    programme_id: UUID | None
    link: Carried | None


class CriterionScore(View):
    criterion: Open[Criterion]
    score: int
    evidence: str


class ProjectDetail(ProjectRow):
    scores: tuple[CriterionScore, ...]


def project_row(row: Row[Any]) -> ProjectRow:
    return ProjectRow.model_validate(_project(row))


def project_detail(row: Row[Any], scores: Sequence[Row[Any]]) -> ProjectDetail:
    return ProjectDetail.model_validate({**_project(row), "scores": scores})


def _project(row: Row[Any]) -> Mapping[str, object]:
    return {**row._mapping, "link": None if row.convention_id is None else row}
