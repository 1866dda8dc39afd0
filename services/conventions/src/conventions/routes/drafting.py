"""Drafting a convention, whole or in part, in one call."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from mithaq.commands import Submission
from mithaq.http import PROBLEMS, Answer, MoneyBody, Unconditional, answer
from mithaq.ids import derive
from pydantic import ConfigDict, Field

from conventions import application
from conventions.application import Conventions
from conventions.domain.commands.drafting import DraftConvention, NewParty
from conventions.domain.vocabulary import Instrument
from conventions.partner_checks import active_organisation
from conventions.routes.bodies import (
    ActionBody,
    ArticleBody,
    ContributionBody,
    PartyBody,
    Territory,
)
from conventions.routes.dependencies import Dated, Line, Name, Parts, Year
from conventions.territories import region_of

router = APIRouter(prefix="/v1/conventions", tags=["proposal"], responses=PROBLEMS)


class NamedArticle(ArticleBody):
    article: Name


class NamedAction(ActionBody):
    action: Name


class NamedContribution(ContributionBody):
    contribution: Name


class DraftBody(Dated):
    """Parties, articles, actions and contributions may come at once or later, one by one."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "reference": "PV-2026-014",
                "instrument": "financing",
                "title_fr": "Réhabilitation de l'ancienne médina de Tanger",
                "title_ar": "تأهيل المدينة العتيقة لطنجة",
                "territory": "01.511.01.0",
                "total": {"amount": "54000000.00", "currency": "MAD"},
                "first_year": 2026,
                "last_year": 2029,
                "duration_months": 48,
            }
        }
    )

    reference: Line
    instrument: Instrument
    title_fr: Line
    title_ar: Line | None = None
    territory: Territory
    total: MoneyBody
    first_year: Year
    last_year: Year
    duration_months: Annotated[int | None, Field(le=600)] = None
    parties: Annotated[tuple[PartyBody, ...], Field(max_length=200)] = ()
    articles: Annotated[tuple[NamedArticle, ...], Field(max_length=200)] = ()
    actions: Annotated[tuple[NamedAction, ...], Field(max_length=500)] = ()
    contributions: Annotated[tuple[NamedContribution, ...], Field(max_length=2000)] = ()


@router.post("", status_code=201)
async def draft_convention(
    body: DraftBody, submission: Unconditional, conventions: Parts, response: Response
) -> Answer:
    """Draft a convention with as much of it as is known; all of it is accepted, or nothing."""
    convention_id = derive(submission.command_id, "convention")
    prepare = partial(_drafting, convention_id, body, submission, conventions)
    accepted = await application.run_prepared(conventions, prepare, submission)
    location = f"/v1/conventions/{convention_id}"
    return answer(response, accepted, convention_id, location=location)


async def _drafting(
    convention_id: UUID, body: DraftBody, submission: Submission, conventions: Conventions
) -> DraftConvention:
    return DraftConvention(
        convention_id=convention_id,
        caller=submission.caller,
        on=body.on or conventions.today(),
        reference=body.reference,
        instrument=body.instrument,
        title_fr=body.title_fr,
        title_ar=body.title_ar,
        territory=body.territory,
        region=region_of(body.territory),
        total=body.total.money(),
        first_year=body.first_year,
        last_year=body.last_year,
        duration_months=body.duration_months,
        parties=tuple([await new_party(conventions, party) for party in body.parties]),
        articles=tuple(each.named(each.article) for each in body.articles),
        actions=tuple(each.named(each.action) for each in body.actions),
        contributions=tuple(each.named(each.contribution) for each in body.contributions),
    )


async def new_party(conventions: Conventions, body: PartyBody) -> NewParty:
    """A party under the names that the partners registry gives it."""
    known = await active_organisation(conventions, body.organisation_id)
    return NewParty(
        organisation_id=known.organisation_id,
        name_fr=known.name_fr,
        name_ar=known.name_ar,
        roles=body.all_roles(),
        signing_order=body.signing_order,
    )
