"""Bodies of the proposal: the same parts alone or all in the one call that drafts."""

from typing import Annotated
from uuid import UUID

from mithaq.http import Body, MoneyBody
from pydantic import ConfigDict, Field

from conventions.domain.commands.drafting import NewAction, NewArticle, NewContribution
from conventions.domain.events.drafting import YearlyCost
from conventions.domain.vocabulary import ContributionKind, PartyRole
from conventions.routes.dependencies import Dated, Line, Name, Prose, Year
from conventions.territories import ensure_territory

Territory = Annotated[str, Field(max_length=20, description="HCP code.", examples=["01.511.01.0"])]


class PartyBody(Body):
    organisation_id: UUID
    roles: Annotated[
        tuple[PartyRole, ...],
        Field(max_length=len(PartyRole), description="All that it is here, its main role first."),
    ] = ()
    role: Annotated[
        PartyRole | None,
        Field(
            json_schema_extra={"deprecated": True},
            description="Its only role, said the old way: use `roles`.",
        ),
    ] = None
    signing_order: Annotated[
        int | None,
        Field(description="Parties of one number sign in parallel; absent does not sign."),
    ] = None

    def all_roles(self) -> tuple[PartyRole, ...]:
        return (*([self.role] if self.role else []), *self.roles)


class InvitationBody(PartyBody, Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "organisation_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                "roles": ["funder", "project_owner"],
                "signing_order": 1,
            }
        }
    )


class ArticleBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "heading_fr": "Objet de la convention",
                "text_fr": "La présente convention a pour objet la réhabilitation de la médina.",
                "text_ar": "تهدف هذه الاتفاقية إلى تأهيل المدينة العتيقة.",
            }
        }
    )

    heading_fr: Line
    text_fr: Prose
    text_ar: Prose | None = None

    def named(self, article: str) -> NewArticle:
        return NewArticle(
            article=article,
            heading_fr=self.heading_fr,
            text_fr=self.text_fr,
            text_ar=self.text_ar,
        )


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
    cost: MoneyBody
    years: Annotated[list[YearBody], Field(min_length=1, max_length=50)]
    basis: Prose | None = None

    def named(self, action: str) -> NewAction:
        """Raises TerritoryUnknown: territories are known outside the domain."""
        ensure_territory(self.territory)
        years = (YearlyCost(year=each.year, cost=each.cost.money()) for each in self.years)
        return NewAction(
            action=action,
            label_fr=self.label_fr,
            label_ar=self.label_ar,
            territory=self.territory,
            cost=self.cost.money(),
            years=tuple(years),
            basis=self.basis,
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

    def named(self, contribution: str) -> NewContribution:
        return NewContribution(
            contribution=contribution,
            organisation_id=self.organisation_id,
            action=self.action,
            year=self.year,
            kind=self.kind,
            amount=self.amount.money(),
            basis=self.basis,
        )
