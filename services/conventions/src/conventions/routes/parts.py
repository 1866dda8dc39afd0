"""Each part of a convention read alone, in pages: what nobody wants to read whole."""

from dataclasses import dataclass
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from mithaq.http import PROBLEMS, VERSIONED, CallerOf, Cursor, Page, View, Window, set_version

from conventions.application import found
from conventions.domain.core.convention import Convention
from conventions.routes.dependencies import Parts
from conventions.routes.views import parts
from conventions.routes.views.acceptance import AcceptanceView
from conventions.routes.views.amendments import AmendmentView
from conventions.routes.views.approvals import ApprovalView
from conventions.routes.views.committees import DecisionView, MeetingView
from conventions.routes.views.drafting import (
    ActionView,
    ArticleView,
    ContributionView,
    PartyView,
    ShareView,
)
from conventions.routes.views.negotiation import PositionView
from conventions.routes.views.notices import NoticeView
from conventions.routes.views.parts import Part
from conventions.routes.views.signatures import SignatureView
from conventions.routes.views.tranches import TrancheView

V = TypeVar("V", bound=View)

router = APIRouter(
    prefix="/v1/conventions/{convention_id}",
    tags=["reading"],
    responses={**PROBLEMS, **VERSIONED},
)


@dataclass(frozen=True, slots=True)
class Reader:
    """The page of a part that was asked for, of a convention that the caller may see."""

    convention: Convention
    cursor: Window

    def page(self, part: Part[V]) -> Page[V]:
        return part.page(self.convention, self.cursor)


async def _reader(
    convention_id: UUID, caller: CallerOf, conventions: Parts, cursor: Cursor, response: Response
) -> Reader:
    """With the convention's version as ETag."""
    convention = await found(conventions, convention_id, caller)
    set_version(response, convention.version)
    return Reader(convention, cursor)


OfPart = Annotated[Reader, Depends(_reader)]


@router.get("/parties")
async def read_parties(reader: OfPart) -> Page[PartyView]:
    """Who is in it, in which roles; by organisation."""
    return reader.page(parts.PARTIES)


@router.get("/articles")
async def read_articles(reader: OfPart) -> Page[ArticleView]:
    """The articles of the text, by name."""
    return reader.page(parts.ARTICLES)


@router.get("/actions")
async def read_actions(reader: OfPart) -> Page[ActionView]:
    """What is to be done, what it costs a year, what was seen of it; by name."""
    return reader.page(parts.ACTIONS)


@router.get("/contributions")
async def read_contributions(reader: OfPart) -> Page[ContributionView]:
    """What is promised, and what of it is planned, paid, delivered and accepted; by name."""
    return reader.page(parts.CONTRIBUTIONS)


@router.get("/shares")
async def read_shares(reader: OfPart) -> Page[ShareView]:
    """What is promised and not split yet by action and by year; by name."""
    return reader.page(parts.SHARES)


@router.get("/tranches")
async def read_tranches(reader: OfPart) -> Page[TrancheView]:
    """The schedule, by due date, with how far each tranche's money went."""
    return reader.page(parts.TRANCHES)


@router.get("/amendments")
async def read_amendments(reader: OfPart) -> Page[AmendmentView]:
    """Its amendments, by number: what each changes, who accepted, approved and signed it."""
    return reader.page(parts.AMENDMENTS)


@router.get("/approvals")
async def read_approvals(reader: OfPart) -> Page[ApprovalView]:
    """Every approval asked for its text, with its answer so far."""
    return reader.page(parts.APPROVALS)


@router.get("/signatures")
async def read_signatures(reader: OfPart) -> Page[SignatureView]:
    """Who signed it, under which mandate; by organisation."""
    return reader.page(parts.SIGNATURES)


@router.get("/acceptances")
async def read_acceptances(reader: OfPart) -> Page[AcceptanceView]:
    """The acceptance of works, by action: what is reserved, until when their guarantee runs."""
    return reader.page(parts.ACCEPTANCES)


@router.get("/notices")
async def read_notices(reader: OfPart) -> Page[NoticeView]:
    """Formal notices, by number: what each is served on, until when, how it stands."""
    return reader.page(parts.NOTICES)


@router.get("/positions")
async def read_positions(reader: OfPart) -> Page[PositionView]:
    """What the parties said in the last round; by organisation, then by article."""
    return reader.page(parts.POSITIONS)


@router.get("/meetings")
async def read_meetings(reader: OfPart) -> Page[MeetingView]:
    """The meetings of its committees, by number, with their minutes."""
    return reader.page(parts.MEETINGS)


@router.get("/decisions")
async def read_decisions(reader: OfPart) -> Page[DecisionView]:
    """What confirmed minutes decided, by name: carried out, dropped, overdue or waiting."""
    return reader.page(parts.DECISIONS)
