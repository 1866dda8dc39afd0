"""Changes of an organisation that take two persons: asked by one, confirmed by another."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, CallerOf, Day
from pydantic import Field

from partners.application import read_as
from partners.domain import commands
from partners.domain.change import OrganisationChange
from partners.domain.policy import may_see_private
from partners.domain.rules import ChangeNotAsked, OrganisationUnknown
from partners.domain.vocabulary import ChangeAct
from partners.routes import views
from partners.routes.dependencies import Grounds, KnownOrganisation, Parts, Reasoned
from partners.routes.organisations import Registration
from partners.streams import stream_of

router = APIRouter(
    prefix="/v1/organisations/{organisation_id}", tags=["organisations"], responses=PROBLEMS
)


class Closure(Reasoned):
    closed_on: Annotated[Day | None, Field(description="The first day without it; today.")] = None


class Merger(Reasoned):
    into: Annotated[UUID, Field(description="The organisation that answers for both from then on.")]
    evidence: Annotated[Grounds, Field(examples=["Même ICE, récépissé du 12 mars 2026"])]


class Correction(Registration):
    """All that the organisation is called once it is corrected, what was right included."""

    reason: Grounds


async def _ask(sender: KnownOrganisation, change: OrganisationChange) -> Answer:
    return await sender.send(commands.AskChange(header=sender.header(), change=change))


@router.post("/closure")
async def ask_closure(body: Closure, sender: KnownOrganisation) -> Answer:
    """Ask that the organisation be closed: it signs, drafts and is invited nowhere afterwards."""
    change = OrganisationChange(
        act=ChangeAct.CLOSURE, reason=body.reason, closed_on=body.closed_on or sender.today()
    )
    return await _ask(sender, change)


@router.post("/reopening")
async def ask_reopening(body: Reasoned, sender: KnownOrganisation) -> Answer:
    """Ask that an organisation closed by mistake be open again. Its mandates stay ended."""
    return await _ask(sender, OrganisationChange(act=ChangeAct.REOPENING, reason=body.reason))


@router.post("/merger")
async def ask_merger(body: Merger, sender: KnownOrganisation) -> Answer:
    """Ask that an organisation registered twice be merged into the other entry.

    Nothing is rewritten: what was recorded under this one stays there; the other answers for both.
    """
    change = OrganisationChange(
        act=ChangeAct.MERGER, reason=body.reason, evidence=body.evidence, into=body.into
    )
    return await _ask(sender, change)


@router.post("/separation")
async def ask_separation(body: Reasoned, sender: KnownOrganisation) -> Answer:
    """Ask that an organisation merged by mistake answer for itself again."""
    return await _ask(sender, OrganisationChange(act=ChangeAct.SEPARATION, reason=body.reason))


@router.post("/correction")
async def ask_correction(body: Correction, sender: KnownOrganisation) -> Answer:
    """Ask that kind, names, ICE, territory or attachment be corrected; old names stay reserved."""
    change = OrganisationChange(
        act=ChangeAct.CORRECTION,
        reason=body.reason,
        identity=body.identity(),
        parent=body.parent,
        distinct_from=body.distinct_from,
    )
    return await _ask(sender, change)


@router.post("/change/confirmation")
async def confirm_change(sender: KnownOrganisation) -> Answer:
    """Let happen what another person asked for, as it is read with the version named."""
    return await sender.send(commands.ConfirmChange(header=sender.header()))


@router.post("/change/declining")
async def decline_change(body: Reasoned, sender: KnownOrganisation) -> Answer:
    """Say that what was asked for does not happen; who asked may take it back so."""
    command = commands.DeclineChange(header=sender.header(), reason=body.reason)
    return await sender.send(command)


@router.get("/change")
async def read_change(organisation_id: UUID, caller: CallerOf, partners: Parts) -> views.ChangeView:
    """What was asked for and waits for another person."""
    if not may_see_private(await read_as(partners, organisation_id, caller), organisation_id):
        raise OrganisationUnknown
    state = (await partners.organisations.load(stream_of(organisation_id))).state
    if state.state is None:
        raise OrganisationUnknown
    if state.asked is None:
        raise ChangeNotAsked
    return views.ChangeView.of(state.asked.change)
