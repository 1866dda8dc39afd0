"""Negotiating a text, freezing it, asking for visas."""

from datetime import date

from mithaq_demo import actors
from mithaq_demo.actors import Actor
from mithaq_demo.client import Json
from mithaq_demo.dossier import Dossier
from mithaq_demo.plan import MADE_UP, Visa


async def reach_consensus(dossier: Dossier, opened: date, closes: date) -> None:
    """One round in which every signatory accepts the whole text."""
    await _open(dossier, opened, closes)
    for key in dossier.plan.signatories:
        agent = dossier.cast[key].agent
        await dossier.give(agent, "/positions", {"stance": "accept"}, on=opened)
    await _close(dossier, {"outcome": "consensus"}, closes)


async def arbitrate(dossier: Dossier, opened: date, closes: date, reservation: str) -> None:
    """The lead has reservations about the shares; consensus is refused; it arbitrates.

    The words of its reservation are made up; the figures in them are published.
    """
    await _open(dossier, opened, closes)
    lead = dossier.plan.lead
    for key in dossier.plan.signatories:
        stance: Json = (
            {"stance": "reserve", "article": "financing", "remark": reservation}
            if key == lead
            else {"stance": "accept"}
        )
        await dossier.give(dossier.cast[key].agent, "/positions", stance, on=opened)
    consensus = {"outcome": "consensus"}
    await dossier.refused(
        "clore la négociation par consensus malgré une réserve",
        "consensus-not-reached",
        dossier.lead.agent,
        "/rounds/closing",
        consensus,
        on=closes,
    )
    await _close(dossier, {"outcome": "arbitration", "reason": f"Arbitrage ({MADE_UP})."}, closes)


async def freeze(dossier: Dossier, on: date) -> None:
    await dossier.give(dossier.lead.agent, "/text", on=on)


async def fail_to_freeze(dossier: Dossier, on: date, attempt: str) -> None:
    await dossier.refused(attempt, "totals-differ", dossier.lead.agent, "/text", on=on)


async def request_visas(dossier: Dossier, on: date) -> None:
    """Request approvals; an empty list opens the signature at once."""
    approvals = [_visa(dossier, visa) for visa in dossier.plan.visas]
    await dossier.give(dossier.lead.agent, "/approvals", {"approvals": approvals}, on=on)


async def grant_visas(dossier: Dossier, on: date) -> None:
    for visa in dossier.plan.visas:
        granted = {**_visa(dossier, visa), "instrument": f"Acte de jeu ({MADE_UP})"}
        await dossier.give(_approver(dossier, visa), "/approvals/grants", granted, on=on)


def _approver(dossier: Dossier, visa: Visa) -> Actor:
    if visa.organisation is None:
        return actors.CONTROLLER
    return dossier.cast[visa.organisation].agent


def _visa(dossier: Dossier, visa: Visa) -> Json:
    asked = None if visa.organisation is None else dossier.cast[visa.organisation].id
    return {"kind": visa.kind, "organisation_id": asked}


async def _open(dossier: Dossier, opened: date, closes: date) -> None:
    deadline = {"deadline": closes.isoformat()}
    await dossier.give(dossier.lead.agent, "/rounds", deadline, on=opened)


async def _close(dossier: Dossier, outcome: Json, on: date) -> None:
    await dossier.give(dossier.lead.agent, "/rounds/closing", outcome, on=on)
