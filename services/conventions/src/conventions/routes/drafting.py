"""The proposal: drafted whole or part by part, submitted, withdrawn."""

from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Dated, NameInPath, UnconditionalSender

from conventions import application
from conventions.domain.core.commands import CommandHeader
from conventions.domain.core.terms import Terms
from conventions.domain.drafting import commands as c
from conventions.partner_checks import active_organisation
from conventions.routes.articles_bodies import ArticleBody
from conventions.routes.clauses_bodies import ClauseUseBody, named, worded_from
from conventions.routes.dependencies import InQuery, OfConvention, Parts, Reasoned
from conventions.routes.drafting_bodies import DraftBody, TotalBody
from conventions.routes.parties_bodies import InvitationBody, PartyBody
from conventions.routes.plan_bodies import ActionBody, ContributionBody

collection = APIRouter(prefix="/v1/conventions", tags=["drafting"], responses=PROBLEMS)
router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["drafting"], responses=PROBLEMS)


@collection.post("", status_code=201)
async def draft_convention(
    body: DraftBody, sender: UnconditionalSender, conventions: Parts
) -> Answer:
    """Draft a convention with as much of it as is known; all of it is accepted, or nothing."""
    convention_id = sender.new_id("convention")
    dating = conventions.dating(body.on, body.dating_reason)
    header = CommandHeader(convention_id=convention_id, caller=sender.caller, dating=dating)

    async def prepare() -> c.DraftConvention:
        frame = await conventions.office.frame(
            body.instrument, body.chosen(), conventions.thresholds
        )
        outline = body.outline(frame)  # first: an unknown territory before an unknown party
        known = [
            await active_organisation(conventions, party.organisation_id) for party in body.parties
        ]
        parties = tuple(map(PartyBody.party, body.parties, known))
        terms = Terms(outline=outline, parties={each.organisation_id: each for each in parties})
        free = tuple(each.article_named(each.article) for each in body.articles)
        worded = await worded_from(conventions.office, terms, named(body.clauses))
        return c.DraftConvention(
            header=header,
            outline=outline,
            frame=frame,
            parties=parties,
            articles=(*free, *worded),
            actions=tuple(each.action_named(each.action) for each in body.actions),
            contributions=tuple(
                each.contribution_named(each.contribution) for each in body.contributions
            ),
            shares=tuple(each.share_named(each.share) for each in body.shares),
        )

    accepted = await application.run_prepared(conventions, sender.submission, prepare)
    location = f"/v1/conventions/{convention_id}"
    return sender.answer(accepted, convention_id, location=location)


@router.post("/parties")
async def invite_party(body: InvitationBody, sender: OfConvention) -> Answer:
    """Invite a registered, verified organisation."""

    async def prepare() -> c.InviteParty:
        known = await active_organisation(sender.conventions, body.organisation_id)
        return c.InviteParty(header=sender.header(body), party=body.party(known))

    return await sender.send_prepared(prepare)


@router.delete("/parties/{organisation_id}")
async def remove_party(organisation_id: UUID, sender: OfConvention, dated: InQuery) -> Answer:
    """Remove a party that promises nothing."""
    command = c.RemoveParty(header=sender.header(dated), organisation_id=organisation_id)
    return await sender.send(command)


@router.put("/articles/{article}")
async def write_article(article: NameInPath, body: ArticleBody, sender: OfConvention) -> Answer:
    """Write an article, or write it anew."""
    written = body.article_named(article)
    return await sender.send(c.WriteArticle(header=sender.header(body), article=written))


@router.put("/articles/{article}/clause")
async def write_from_clause(
    article: NameInPath, body: ClauseUseBody, sender: OfConvention
) -> Answer:
    """Write an article from a clause of the convention's template, its places filled."""
    conventions = sender.conventions

    async def prepare() -> c.WriteFromClause:
        terms = (await application.found(conventions, sender.convention_id, sender.caller)).terms
        (written,) = await worded_from(conventions.office, terms, [(article, body)])
        return c.WriteFromClause(header=sender.header(body), article=written)

    return await sender.send_prepared(prepare)


@router.put("/actions/{action}")
async def plan_action(action: NameInPath, body: ActionBody, sender: OfConvention) -> Answer:
    """Plan an action and its cost a year, or plan it anew."""
    planned = body.action_named(action)
    return await sender.send(c.PlanAction(header=sender.header(body), action=planned))


@router.delete("/actions/{action}")
async def remove_action(action: NameInPath, sender: OfConvention, dated: InQuery) -> Answer:
    """Remove an action that has no money."""
    return await sender.send(c.RemoveAction(header=sender.header(dated), action=action))


@router.put("/contributions/{contribution}")
async def pledge_contribution(
    contribution: NameInPath, body: ContributionBody, sender: OfConvention
) -> Answer:
    """Promise an amount for an action and a year, or promise it anew."""
    pledged = body.contribution_named(contribution)
    command = c.PledgeContribution(header=sender.header(body), contribution=pledged)
    return await sender.send(command)


@router.delete("/contributions/{contribution}")
async def withdraw_contribution(
    contribution: NameInPath, sender: OfConvention, dated: InQuery
) -> Answer:
    """Take a promise back while the text is open."""
    command = c.WithdrawContribution(header=sender.header(dated), contribution=contribution)
    return await sender.send(command)


@router.put("/total")
async def revise_total(body: TotalBody, sender: OfConvention) -> Answer:
    """Change the announced total and period."""
    command = c.ReviseTotal(
        header=sender.header(body),
        total=body.total.money(),
        first_year=body.first_year,
        last_year=body.last_year,
        reason=body.reason,
    )
    return await sender.send(command)


@router.post("/submission")
async def propose_convention(sender: OfConvention, body: Dated | None = None) -> Answer:
    """Submit the draft to its parties."""
    return await sender.send(c.ProposeConvention(header=sender.header(body)))


@router.post("/withdrawal")
async def withdraw_convention(body: Reasoned, sender: OfConvention) -> Answer:
    """Withdraw the proposal, for good."""
    return await sender.send(c.WithdrawConvention(header=sender.header(body), reason=body.reason))
