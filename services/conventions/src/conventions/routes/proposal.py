"""Writing the proposal part by part, submitting it, withdrawing it."""

from functools import partial
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, MoneyBody
from pydantic import ConfigDict

from conventions.domain.commands import drafting as c
from conventions.routes.bodies import ActionBody, ArticleBody, ContributionBody, InvitationBody
from conventions.routes.dependencies import Dated, Given, Giving, InPath, On, Reasoned, Year
from conventions.routes.drafting import new_party

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["proposal"], responses=PROBLEMS)


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
    first_year: Year
    last_year: Year


@router.post("/parties")
async def invite_party(body: InvitationBody, giving: Given) -> Answer:
    """Invite a registered, verified organisation."""
    return await giving.give_prepared(partial(_inviting, body, giving))


async def _inviting(body: InvitationBody, giving: Giving) -> c.InviteParty:
    party = await new_party(giving.conventions, body)
    return c.InviteParty(**giving.on(body), party=party)


@router.delete("/parties/{organisation_id}")
async def remove_party(organisation_id: UUID, giving: Given, on: On = None) -> Answer:
    """Remove a party that promises nothing."""
    return await giving.give(c.RemoveParty(**giving.on(on), organisation_id=organisation_id))


@router.put("/articles/{article}")
async def write_article(article: InPath, body: ArticleBody, giving: Given) -> Answer:
    """Write an article, or write it anew."""
    return await giving.give(c.WriteArticle(**giving.on(body), article=body.named(article)))


@router.put("/actions/{action}")
async def plan_action(action: InPath, body: ActionBody, giving: Given) -> Answer:
    """Plan an action and its cost a year, or plan it anew."""
    return await giving.give(c.PlanAction(**giving.on(body), action=body.named(action)))


@router.delete("/actions/{action}")
async def remove_action(action: InPath, giving: Given, on: On = None) -> Answer:
    """Remove an action that has no money."""
    return await giving.give(c.RemoveAction(**giving.on(on), action=action))


@router.put("/contributions/{contribution}")
async def pledge_contribution(
    contribution: InPath, body: ContributionBody, giving: Given
) -> Answer:
    """Promise an amount for an action and a year, or promise it anew."""
    pledged = body.named(contribution)
    return await giving.give(c.PledgeContribution(**giving.on(body), contribution=pledged))


@router.delete("/contributions/{contribution}")
async def withdraw_contribution(contribution: InPath, giving: Given, on: On = None) -> Answer:
    """Take a promise back while the text is open."""
    return await giving.give(c.WithdrawContribution(**giving.on(on), contribution=contribution))


@router.put("/total")
async def revise_total(body: TotalBody, giving: Given) -> Answer:
    """Change the announced total and period."""
    command = c.ReviseTotal(
        **giving.on(body),
        total=body.total.money(),
        first_year=body.first_year,
        last_year=body.last_year,
        reason=body.reason,
    )
    return await giving.give(command)


@router.post("/submission")
async def propose_convention(giving: Given, body: Dated | None = None) -> Answer:
    """Submit the draft to its parties."""
    return await giving.give(c.ProposeConvention(**giving.on(body)))


@router.post("/withdrawal")
async def withdraw_convention(body: Reasoned, giving: Given) -> Answer:
    """Withdraw the proposal, for good."""
    return await giving.give(c.WithdrawConvention(**giving.on(body), reason=body.reason))
