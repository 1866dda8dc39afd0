"""What is read of programmes and projects."""

from collections.abc import Iterable
from typing import Annotated, Any, Self
from uuid import UUID

from mithaq.http import MoneyBody
from mithaq.money import Money
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from programming.domain.vocabulary import Criterion, ProjectType
from programming.territories import region


class View(BaseModel):
    model_config = ConfigDict(frozen=True)


class Named(View):
    """A region by code, with its names."""

    code: Annotated[str, Field(examples=["08"])]
    name_fr: Annotated[str, Field(examples=["Drâa-Tafilalet"])]
    name_ar: Annotated[str, Field(examples=["درعة-تافيلالت"])]

    @classmethod
    def of(cls, code: str) -> Self:
        found = region(code)
        return cls(code=code, name_fr=found.name_fr, name_ar=found.name_ar)


class ProgrammeRow(View):
    id: UUID
    version: Annotated[int, Field(description="To send in If-Match.")]
    title_fr: str
    title_ar: str | None
    region: Named
    first_year: int
    last_year: int
    envelope: MoneyBody
    reserved: MoneyBody
    free: MoneyBody
    projects: Annotated[int, Field(description="How many were admitted.")]


class AdmittedProject(View):
    project_id: UUID
    cost: MoneyBody
    admitted_on: str


class ProgrammeDetail(ProgrammeRow):
    admitted: tuple[AdmittedProject, ...]


class Carried(View):
    """The action that carries the project out."""

    convention_id: UUID
    action: str


class ProjectRow(View):
    id: UUID
    version: Annotated[int, Field(description="To send in If-Match.")]
    type: ProjectType
    title_fr: str
    title_ar: str | None
    territory: str
    region: Named
    cost: MoneyBody
    proposed_by: UUID
    total_score: Annotated[int, Field(description="Of 30: six criteria, 0 to 5 each.")]
    programme_id: UUID | None
    link: Carried | None


class CriterionScore(View):
    criterion: Criterion
    score: int
    evidence: str


class ProjectDetail(ProjectRow):
    scores: tuple[CriterionScore, ...]


def programme_fields(row: Row[Any]) -> dict[str, Any]:
    envelope, reserved = Money(row.envelope), Money(row.reserved)
    return {
        **row._mapping,
        "region": Named.of(row.region),
        "envelope": MoneyBody.of(envelope),
        "reserved": MoneyBody.of(reserved),
        "free": MoneyBody.of(envelope - reserved),
    }


def admitted(rows: Iterable[Row[Any]]) -> tuple[AdmittedProject, ...]:
    return tuple(
        AdmittedProject(
            project_id=row.project_id,
            cost=MoneyBody.of(Money(row.cost)),
            admitted_on=row.admitted_on,
        )
        for row in rows
    )


def project_fields(row: Row[Any]) -> dict[str, Any]:
    carried = row.convention_id and Carried(convention_id=row.convention_id, action=row.action)
    return {
        **row._mapping,
        "region": Named.of(row.region),
        "cost": MoneyBody.of(Money(row.cost)),
        "link": carried,
    }


def scored(rows: Iterable[Row[Any]]) -> tuple[CriterionScore, ...]:
    return tuple(
        CriterionScore(criterion=Criterion(row.criterion), score=row.score, evidence=row.evidence)
        for row in rows
    )
