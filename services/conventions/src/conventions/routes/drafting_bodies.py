"""Bodies of the proposal: the same parts alone or all in the one call that drafts."""

from typing import Annotated
from uuid import UUID

from mithaq.http import (
    Body,
    Code,
    Count,
    Dated,
    Flag,
    Line,
    MoneyBody,
    Name,
    Once,
    Prose,
    Whole,
    Year,
    samples,
)
from mithaq.territories import ensure_territory, region_of
from pydantic import ConfigDict, Field

from conventions.domain.core.frame import Frame
from conventions.domain.core.limits import LIMITS
from conventions.domain.core.terms import (
    Action,
    Article,
    Contribution,
    Outline,
    Party,
    ReleaseTerms,
    Share,
    YearlyCost,
)
from conventions.domain.core.vocabulary import ContributionKind, Instrument, Part, PartyRole
from conventions.domain.frames.resolve import Chosen
from conventions.registry import KnownOrganisation
from conventions.routes.dependencies import Reasoned

MaybeYear = Annotated[Year | None, Field(description="Absent as long as it is not known.")]
Territory = Annotated[Code, Field(description="HCP code.", examples=["01.511.01.0"])]


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
        Whole | None,
        Field(description="Parties of one number sign in parallel; absent does not sign."),
    ] = None

    def party(self, known: KnownOrganisation) -> Party:
        """The party under the names that the partners registry gives it."""
        return Party(
            organisation_id=known.organisation_id,
            name_fr=known.name_fr,
            name_ar=known.name_ar,
            roles=(*([self.role] if self.role else []), *self.roles),
            signing_order=self.signing_order,
            kind=known.kind,
        )


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
    model_config = ConfigDict(json_schema_extra={"example": samples("conventions")["ArticleBody"]})

    heading_fr: Line
    heading_ar: Line | None = None
    text_fr: Prose
    text_ar: Prose | None = None
    concerns: Annotated[
        tuple[UUID, ...],
        Once(),
        Field(
            max_length=LIMITS[Part.PARTIES],
            description="Parties whom a change of it asks anew; empty: every party.",
        ),
    ] = ()
    annex: Annotated[Flag, Field(description="It binds nobody beyond the articles.")] = False

    def article_named(self, article: str) -> Article:
        return Article(
            article=article,
            heading_fr=self.heading_fr,
            heading_ar=self.heading_ar,
            text_fr=self.text_fr,
            text_ar=self.text_ar,
            concerns=self.concerns,
            annex=self.annex,
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

    def terms(self) -> ReleaseTerms:
        return ReleaseTerms(
            justified_before=self.justified_before,
            progress_at_least=self.progress_at_least,
            documents=self.documents,
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


class NamedArticle(ArticleBody):
    article: Name


class NamedAction(ActionBody):
    action: Name


class NamedContribution(ContributionBody):
    contribution: Name


class NamedShare(ShareBody):
    share: Name


class TemplateChoice(Body):
    """A template by its name: in its newest confirmed version, or in the one named."""

    name: Name
    version: Annotated[Count | None, Field(description="The newest confirmed when absent.")] = None


class FrameBody(Dated):
    """What the convention goes on under: a template, a programme kind, or both."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"template": {"name": "financement", "version": 2}}}
    )

    template: TemplateChoice | None = None
    programme_kind: Name | None = None

    def chosen(self) -> Chosen:
        return chosen(self.template, self.programme_kind)


def chosen(template: TemplateChoice | None, programme_kind: str | None) -> Chosen:
    return Chosen(
        template=template.name if template else None,
        version=template.version if template else None,
        programme_kind=programme_kind,
    )


class DraftBody(Dated):
    """Parties, articles, actions and contributions may come at once or later, one by one."""

    model_config = ConfigDict(json_schema_extra={"example": samples("conventions")["DraftBody"]})

    reference: Line
    instrument: Instrument
    title_fr: Line
    title_ar: Line | None = None
    territory: Territory
    total: MoneyBody
    first_year: MaybeYear = None
    last_year: MaybeYear = None
    duration_months: Annotated[Whole | None, Field(le=600)] = None
    programme_kind: Annotated[
        Name | None, Field(description="The kind of programme it belongs to.")
    ] = None
    framework_id: Annotated[
        UUID | None, Field(description="The framework convention it is financed under.")
    ] = None
    template: TemplateChoice | None = None
    parties: Annotated[tuple[PartyBody, ...], Field(max_length=LIMITS[Part.PARTIES])] = ()
    articles: Annotated[
        tuple[NamedArticle, ...], Once("article"), Field(max_length=LIMITS[Part.ARTICLES])
    ] = ()
    actions: Annotated[
        tuple[NamedAction, ...], Once("action"), Field(max_length=LIMITS[Part.ACTIONS])
    ] = ()
    contributions: Annotated[
        tuple[NamedContribution, ...],
        Once("contribution"),
        Field(max_length=LIMITS[Part.CONTRIBUTIONS]),
    ] = ()
    shares: Annotated[
        tuple[NamedShare, ...], Once("share"), Field(max_length=LIMITS[Part.SHARES])
    ] = ()

    def chosen(self) -> Chosen:
        return chosen(self.template, self.programme_kind)

    def outline(self, frame: Frame | None = None) -> Outline:
        """Under the frame that its template and its kind make. Raises TerritoryUnknown."""
        return Outline(
            reference=self.reference,
            instrument=self.instrument,
            title_fr=self.title_fr,
            title_ar=self.title_ar,
            territory=self.territory,
            region=region_of(self.territory),
            total=self.total.money(),
            first_year=self.first_year,
            last_year=self.last_year,
            duration_months=self.duration_months,
            programme_kind=self.programme_kind,
            framework_id=self.framework_id,
            template=frame.template if frame else None,
        )


class TotalBody(Reasoned):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "total": {"amount": "125000000.00", "currency": "MAD"},
                "first_year": 2025,
                "last_year": 2028,
                "reason": "L'ANRUR entre au financement.",
            }
        }
    )

    total: MoneyBody
    first_year: MaybeYear = None
    last_year: MaybeYear = None
