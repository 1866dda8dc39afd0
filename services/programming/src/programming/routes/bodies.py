"""Request bodies of the routes of programmes and projects."""

from typing import Annotated, Any
from uuid import UUID

from mithaq.commands import Caller
from mithaq.http import Code, Dated, Line, MoneyBody, Name, Reason, Whole, Year, samples
from mithaq.territories import region_of
from pydantic import Field

from programming.domain import project
from programming.domain.programme import ProgrammeOutline
from programming.domain.project import Assessment, ProjectOutline
from programming.domain.regions import region
from programming.domain.rules import ProposerMissing
from programming.domain.vocabulary import Criterion, ProjectType

Territory = Annotated[Code, Field(examples=["08", "08.363", "08.363.01.03"])]
_EXAMPLES = samples("programming")
_MONEY: dict[str, Any] = {"amount": "126000000.00", "currency": "MAD"}


class OpenProgramme(Dated):
    title_fr: Annotated[Line, Field(examples=["Mise à niveau urbaine de Midelt, 2020-2022"])]
    title_ar: Annotated[Line | None, Field(examples=[_EXAMPLES["OpenProgramme.title_ar"]])] = None
    region: Annotated[Territory, Field(description="HCP code of a region.", examples=["08"])]
    first_year: Annotated[Year, Field(examples=[2020])]
    last_year: Annotated[Year, Field(examples=[2022])]
    envelope: Annotated[MoneyBody, Field(examples=[_MONEY])]

    def outline(self) -> ProgrammeOutline:
        """Raises RegionUnknown."""
        return ProgrammeOutline(
            title_fr=self.title_fr,
            title_ar=self.title_ar,
            region=region(self.region).code,
            first_year=self.first_year,
            last_year=self.last_year,
            envelope=self.envelope.money(),
        )


class Admission(Dated):
    project_id: UUID


class ProposeProject(Dated):
    type: Annotated[ProjectType, Field(examples=[ProjectType.URBAN_UPGRADING])]
    title_fr: Annotated[Line, Field(examples=["Voirie et éclairage du centre de Midelt"])]
    title_ar: Annotated[Line | None, Field(examples=[_EXAMPLES["ProposeProject.title_ar"]])] = None
    territory: Annotated[
        Territory,
        Field(description="HCP code, from region to arrondissement.", examples=["08.363.01.03"]),
    ]
    cost: Annotated[MoneyBody, Field(examples=[_MONEY])]
    proposed_by: Annotated[
        UUID | None, Field(description="For the office: the organisation that proposes.")
    ] = None

    def outline(self, caller: Caller) -> ProjectOutline:
        """Proposed by the caller's organisation, unless it names another one.

        Raises ProposerMissing or TerritoryUnknown.
        """
        proposed_by = self.proposed_by or caller.organisation
        if proposed_by is None:
            raise ProposerMissing
        return ProjectOutline(
            type=self.type,
            title_fr=self.title_fr,
            title_ar=self.title_ar,
            territory=self.territory,
            region=region_of(self.territory),
            cost=self.cost.money(),
            proposed_by=proposed_by,
        )


class Score(Dated):
    criterion: Annotated[Criterion, Field(examples=[Criterion.ACCESSIBILITY])]
    score: Annotated[Whole, Field(description="0 to 5.", examples=[4])]
    evidence: Annotated[Reason, Field(examples=["Étude d'accessibilité de mars 2021, p. 14"])]

    def assessment(self) -> Assessment:
        return Assessment(criterion=self.criterion, score=self.score, evidence=self.evidence)


class Placing(Dated):
    programme_id: UUID


class Link(Dated):
    convention_id: UUID
    action: Annotated[Name, Field(examples=["voirie"])]

    def link(self) -> project.Link:
        return project.Link(convention_id=self.convention_id, action=self.action)
