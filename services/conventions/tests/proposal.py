"""The proposal of the tests: a region, a commune and an operator rebuild a medina."""

from uuid import UUID

from conventions.domain.core.terms import (
    Action,
    Article,
    Contribution,
    Outline,
    Party,
    Share,
    YearlyCost,
)
from conventions.domain.core.vocabulary import ContributionKind, Instrument, PartyRole
from conventions.domain.drafting.commands import DraftConvention
from mithaq.money import Money

from .people import COMMUNE, OPERATOR, REGION, region


def mad(dirhams: int) -> Money:
    return Money.dirhams(dirhams)


def party(
    who: UUID,
    roles: PartyRole | tuple[PartyRole, ...],
    order: int | None,
    name: str = "Partie",
    kind: str = "association",
) -> Party:
    return Party(
        organisation_id=who,
        name_fr=f"{name} {who.int & 0xFF:x}",
        roles=(roles,) if isinstance(roles, PartyRole) else roles,
        signing_order=order,
        kind=kind,
    )


def article(name: str, text: str = "Le texte.") -> Article:
    return Article(
        article=name,
        heading_fr=name.capitalize(),
        heading_ar="العنوان",
        text_fr=text,
        text_ar="النص",
    )


def contribution(
    name: str,
    who: UUID,
    dirhams: int,
    *,
    year: int = 2026,
    kind: ContributionKind = ContributionKind.CASH,
) -> Contribution:
    return Contribution(
        contribution=name,
        organisation_id=who,
        action="works",
        year=year,
        kind=kind,
        amount=mad(dirhams),
    )


def share(
    name: str,
    who: UUID,
    dirhams: int,
    *,
    action: str | None = None,
    year: int | None = None,
    kind: ContributionKind = ContributionKind.CASH,
) -> Share:
    return Share(
        share=name,
        organisation_id=who,
        kind=kind,
        amount=mad(dirhams),
        action=action,
        year=year,
    )


def yearly(**dirhams: int) -> tuple[YearlyCost, ...]:
    """`yearly(y2026=700)`: the cost of each year."""
    return tuple(YearlyCost(year=int(y[1:]), cost=mad(cost)) for y, cost in dirhams.items())


PARTIES = (
    party(REGION, PartyRole.LEAD, 2, "Région", "region"),
    party(COMMUNE, PartyRole.FUNDER, 1, "Commune", "commune"),
    party(OPERATOR, PartyRole.PROJECT_OWNER, 1, "Opérateur", "public_operator"),
)
WORKS = Action(
    action="works",
    label_fr="Travaux",
    territory="01.511.01.0",
    cost=mad(1000),
    years=yearly(y2026=700, y2027=300),
)
PLEDGES = (
    contribution("region-26", REGION, 400),
    contribution("commune-26", COMMUNE, 200),
    contribution("commune-land", COMMUNE, 100, kind=ContributionKind.LAND),
    contribution("region-27", REGION, 300, year=2027),
)
ARTICLES = tuple(map(article, ("object", "commitments", "financing", "duration")))
OUTLINE = Outline(
    reference="MED-2026-01",
    instrument=Instrument.FINANCING,
    title_fr="Réhabilitation de la médina",
    title_ar="تأهيل المدينة العتيقة",
    territory="01.511.01.0",
    region="01",
    total=mad(1000),
    first_year=2026,
    last_year=2027,
    duration_months=24,
)
BARE = region(DraftConvention, outline=OUTLINE)
DRAFT = region(
    DraftConvention,
    outline=OUTLINE,
    parties=PARTIES,
    articles=ARTICLES,
    actions=(WORKS,),
    contributions=PLEDGES,
)
