"""Bodies of the plan: actions with their years, contributions and shares."""

from typing import Annotated
from uuid import UUID

from mithaq.http import (
    Body,
    Code,
    Dated,
    Line,
    MoneyBody,
    Name,
    Once,
    Prose,
    Whole,
    Year,
)
from mithaq.territories import ensure_territory
from pydantic import ConfigDict, Field

from conventions.domain.core.terms import (
    Action,
    Contribution,
    ReleaseTerms,
    Share,
    YearlyCost,
)
from conventions.domain.core.vocabulary import ContributionKind

Territory = Annotated[Code, Field(description="HCP code.", examples=["01.511.01.0"])]


class YearBody(Body):
    year: Year
    cost: MoneyBody


class ActionBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "label_fr": "Confortement des bâtisses menaçant ruine",
                "territory": "01.511.01.0",
                "cost": {"amount": "24000000.00", "currency": "MAD"},
                "years": [{"year": 2026, "cost": {"amount": "24000000.00", "currency": "MAD"}}],
            }
        }
    )

    label_fr: Line
    label_ar: Line | None = None
    territory: Territory
    cost: Annotated[MoneyBody | None, Field(description="Absent as long as it is not known.")] = (
        None
    )
    years: Annotated[
        tuple[YearBody, ...],
        Field(max_length=50, description="They add up to `cost`; none while they are not known."),
    ] = ()
    basis: Prose | None = None

    def action_named(self, action: str) -> Action:
        """Raises TerritoryUnknown: territories are known outside the domain."""
        ensure_territory(self.territory)
        years = (YearlyCost(year=each.year, cost=each.cost.money()) for each in self.years)
        return Action(
            action=action,
            label_fr=self.label_fr,
            label_ar=self.label_ar,
            territory=self.territory,
            cost=self.cost.money() if self.cost else None,
            years=tuple(years),
            basis=self.basis,
        )


class ReleaseBody(Body):
    """What must hold before any of the contribution is called; a tranche may ask for more."""

    justified_before: Annotated[
        Whole, Field(description="Percent of the earlier tranches to be justified first.")
    ] = 0
    progress_at_least: Annotated[
        Whole, Field(description="Accepted physical progress, in percent.")
    ] = 0
    documents: Annotated[
        tuple[Name, ...], Once(), Field(max_length=20, description="Kinds of documents to deposit.")
    ] = ()
    committees: Annotated[
        tuple[Name, ...],
        Once(),
        Field(max_length=5, description="Committees whose minutes decide on the release."),
    ] = ()

    def terms(self) -> ReleaseTerms:
        return ReleaseTerms(
            justified_before=self.justified_before,
            progress_at_least=self.progress_at_least,
            documents=self.documents,
            committees=self.committees,
        )


class ContributionBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "organisation_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                "action": "confortement",
                "year": 2026,
                "kind": "cash",
                "amount": {"amount": "10000000.00", "currency": "MAD"},
            }
        }
    )

    organisation_id: UUID
    action: Name
    year: Year
    kind: ContributionKind
    amount: MoneyBody
    basis: Prose | None = None
    release: ReleaseBody | None = None

    def contribution_named(self, contribution: str) -> Contribution:
        return Contribution(
            contribution=contribution,
            organisation_id=self.organisation_id,
            action=self.action,
            year=self.year,
            kind=self.kind,
            amount=self.amount.money(),
            basis=self.basis,
            release=self.release.terms() if self.release else None,
        )


class ShareBody(Dated):
    """A promise whose action or year, or both, are not known yet."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "organisation_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                "kind": "cash",
                "amount": {"amount": "317000000.00", "currency": "MAD"},
                "basis": "Part annoncée par le partenaire, sans ventilation.",
            }
        }
    )

    organisation_id: UUID
    kind: ContributionKind
    amount: MoneyBody
    action: Name | None = None
    year: Year | None = None
    basis: Prose | None = None

    def share_named(self, share: str) -> Share:
        return Share(
            share=share,
            organisation_id=self.organisation_id,
            kind=self.kind,
            amount=self.amount.money(),
            action=self.action,
            year=self.year,
            basis=self.basis,
        )


class NamedAction(ActionBody):
    action: Name


class NamedContribution(ContributionBody):
    contribution: Name


class NamedShare(ShareBody):
    share: Name
