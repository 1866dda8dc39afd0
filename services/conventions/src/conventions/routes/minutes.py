"""The minutes of every round, and what proposals would change in an article, word by word."""

import asyncio
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Request
from mithaq.http import PROBLEMS, CallerOf, Cursor, NameInPath, View, Window
from pydantic import Field, TypeAdapter

from conventions.application import found
from conventions.domain.core.convention import Convention
from conventions.domain.minutes import minutes_of
from conventions.domain.negotiation.rules import ArticleUnknown
from conventions.routes.amendments import Number
from conventions.routes.dependencies import Parts
from conventions.routes.text_reader import OfText
from conventions.routes.views.minutes import MinutesView
from conventions.routes.views.wording import ProposedWordsView

router = APIRouter(
    prefix="/v1/conventions/{convention_id}", tags=["negotiation"], responses=PROBLEMS
)

_PARTY: Final = TypeAdapter(UUID)


class ProposalView(View):
    organisation_id: UUID
    remark: str | None
    proposed_text_fr: str | None
    proposed_text_ar: str | None
    late: bool
    words: ProposedWordsView


class Proposals(View):
    """What the parties propose for an article in the last round, beside its text as it stands."""

    article: str
    items: list[ProposalView]
    next: Annotated[str | None, Field(description="The cursor of the next page.")]


@router.get("/rounds/{round}/minutes")
async def read_minutes(
    round: Number,  # noqa: A002 - the word of the API
    reader: OfText,
    cursor: Cursor,
    request: Request,
) -> MinutesView:
    """Who said what and when, what was rewritten for it, how the round ended; of any round."""
    minutes = minutes_of(await reader.history(), round)
    # Beside the loop: words are compared, and a page of long proposals has many.
    return await asyncio.to_thread(MinutesView.of, minutes, request.app.state.texts, cursor)


@router.get("/articles/{article}/proposals")
async def read_proposals(
    convention_id: UUID, article: NameInPath, caller: CallerOf, conventions: Parts, cursor: Cursor
) -> Proposals:
    """Every counter-proposal on an article, with what it would change in each language."""
    convention = await found(conventions, convention_id, caller)
    if article not in convention.terms.articles:
        raise ArticleUnknown(article=article)
    return await asyncio.to_thread(_proposals, convention, article, cursor)


def _proposals(convention: Convention, article: str, cursor: Window) -> Proposals:
    read, negotiation = convention.terms.articles[article], convention.negotiation
    after = cursor.after(_PARTY)
    proposing = sorted(
        party
        for party in negotiation.remarked_by(article)
        if negotiation.said_by(party)[article].proposes and (after is None or party > after)
    )

    def proposal(party: UUID) -> ProposalView:
        position = negotiation.said_by(party)[article]
        return ProposalView(
            organisation_id=party,
            remark=position.remark,
            proposed_text_fr=position.proposed_text_fr,
            proposed_text_ar=position.proposed_text_ar,
            late=article in negotiation.late.get(party, {}),
            words=ProposedWordsView.of(read, position),
        )

    page = cursor.shown(proposing[: cursor.fetch], key=lambda party: party, show=proposal)
    return Proposals(article=article, items=list(page.items), next=page.next)
