"""Negotiating a text, freezing it, asking for visas."""

from collections.abc import Collection
from datetime import date

from mithaq_demo.client import Json
from mithaq_demo.dossier import Dossier
from mithaq_demo.enrolment import BODIES
from mithaq_demo.pieces import MADE_UP


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


async def fail_to_freeze(
    dossier: Dossier, on: date, attempt: str, rule: str, findings: Collection[str] = ()
) -> None:
    """The refusal is `rule`'s; it names all that is missing, each of it a rule of `findings`."""
    lead = dossier.lead.agent
    await dossier.refused(attempt, rule, lead, "/text", on=on, findings=findings)


async def request_visas(dossier: Dossier, on: date) -> None:
    """Request every approval that the text needs; where it needs none, signature opens at once.

    Played again, it asks for what was asked: an amendment since may need more, or less.
    """
    asked = (await dossier.read(""))["approvals"]
    await _request(dossier, asked or await _needed(dossier, ""), "", on)


async def grant_visas(dossier: Dossier, on: date) -> None:
    """Each by its own body, by a person who did not prepare the text."""
    await _grant(dossier, (await dossier.read(""))["approvals"], "", on)


async def approve_amendment(dossier: Dossier, asked_on: date, granted_on: date) -> None:
    """As a text is; where it needs no approval, its signature is open already.

    Played again, it asks again for what was asked: nothing is needed any more by then.
    """
    of = "/amendments/1"
    (amendment,) = (await dossier.read(""))["amendments"]
    needed = amendment["approvals"] or await _needed(dossier, of)
    if needed:
        await _request(dossier, needed, of, asked_on)
        (amendment,) = (await dossier.read(""))["amendments"]
        await _grant(dossier, amendment["approvals"], of, granted_on)


async def _needed(dossier: Dossier, of: str) -> list[Json]:
    needed: list[Json] = (await dossier.read(f"{of}/approvals/needed"))["items"]
    return needed


async def _request(dossier: Dossier, needed: list[Json], of: str, on: date) -> None:
    approvals = [_visa(dossier, need) for need in needed]
    await dossier.give(dossier.lead.agent, f"{of}/approvals", {"approvals": approvals}, on=on)


async def _grant(dossier: Dossier, visas: list[Json], of: str, on: date) -> None:
    for visa in visas:
        asked = {key: visa[key] for key in ("kind", "organisation_id")}
        granted = {**asked, "instrument": f"Acte de jeu ({MADE_UP})"}
        body = dossier.cast[dossier.cast.key_of(visa["organisation_id"])]
        await dossier.give(body.approver, f"{of}/approvals/grants", granted, on=on)


def _visa(dossier: Dossier, need: Json) -> Json:
    """Of the council that the text names, or of the body of the demo that gives such visas."""
    kind: str = need["kind"]
    body = need["organisation_id"] or dossier.cast[BODIES[kind]].id
    return {"kind": kind, "organisation_id": body}


async def _open(dossier: Dossier, opened: date, closes: date) -> None:
    deadline = {"deadline": closes.isoformat()}
    await dossier.give(dossier.lead.agent, "/rounds", deadline, on=opened)


async def _close(dossier: Dossier, outcome: Json, on: date) -> None:
    await dossier.give(dossier.lead.agent, "/rounds/closing", outcome, on=on)
