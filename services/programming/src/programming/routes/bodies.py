"""What is sent to programmes and projects."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from mithaq.http import Body, MoneyBody
from pydantic import Field

from programming.domain.vocabulary import Criterion, ProjectType

Title = Annotated[str, Field(max_length=500)]
Code = Annotated[str, Field(max_length=40, examples=["08", "08.363", "08.363.01.03"])]
Year = Annotated[int, Field(ge=1990, le=2100)]
_MONEY: dict[str, Any] = {"amount": "126000000.00", "currency": "MAD"}


class Command(Body):
    """`on` is the day from which it holds; today when absent."""

    on: date | None = None


class OpenProgramme(Command):
    title_fr: Annotated[Title, Field(examples=["Mise à niveau urbaine de Midelt, 2020-2022"])]
    title_ar: Annotated[Title | None, Field(examples=["التأهيل الحضري لميدلت"])] = None
    region: Annotated[Code, Field(description="HCP code of a region.", examples=["08"])]
    first_year: Annotated[Year, Field(examples=[2020])]
    last_year: Annotated[Year, Field(examples=[2022])]
    envelope: Annotated[MoneyBody, Field(examples=[_MONEY])]


class Admission(Command):
    project_id: UUID


class ProposeProject(Command):
    type: Annotated[ProjectType, Field(examples=[ProjectType.URBAN_UPGRADING])]
    title_fr: Annotated[Title, Field(examples=["Voirie et éclairage du centre de Midelt"])]
    title_ar: Annotated[Title | None, Field(examples=["طرق وإنارة مركز ميدلت"])] = None
    territory: Annotated[
        Code,
        Field(description="HCP code, from region to arrondissement.", examples=["08.363.01.03"]),
    ]
    cost: Annotated[MoneyBody, Field(examples=[_MONEY])]
    proposed_by: Annotated[
        UUID | None, Field(description="For the office: the organisation that proposes.")
    ] = None


class Score(Command):
    criterion: Annotated[Criterion, Field(examples=[Criterion.ACCESSIBILITY])]
    score: Annotated[int, Field(description="0 to 5.", examples=[4])]
    evidence: Annotated[
        str, Field(max_length=2000, examples=["Étude d'accessibilité de mars 2021, p. 14"])
    ]


class Placing(Command):
    programme_id: UUID


class Link(Command):
    convention_id: UUID
    action: Annotated[str, Field(max_length=200, examples=["voirie"])]
