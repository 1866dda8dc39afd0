"""An amendment, from its draft to its effect."""

from mithaq_demo.acts import agreeing
from mithaq_demo.amounts import to_wire
from mithaq_demo.client import Json
from mithaq_demo.dossier import Dossier
from mithaq_demo.plan import Amendment


async def amend(dossier: Dossier, amendment: Amendment) -> None:
    """Drafted by the lead, accepted and signed by all once it is approved, put into effect."""
    lead, day = dossier.lead.agent, amendment.on
    await dossier.give(lead, "/amendments", _draft(amendment), on=day)
    for key in dossier.plan.signatories:
        agent = dossier.cast[key].agent
        await dossier.give(agent, "/amendments/1/positions", {"stance": "accept"}, on=day)
    await dossier.give(lead, "/amendments/1/text", on=day)
    await agreeing.approve_amendment(dossier, day, amendment.approved)
    await _sign_all(dossier, amendment)
    await dossier.give(lead, "/amendments/1/effect", on=amendment.effective_on)


async def _sign_all(dossier: Dossier, amendment: Amendment) -> None:
    day = amendment.approved
    convention = await dossier.read("")
    sha256 = convention["amendments"][0]["text_sha256"]
    for key in dossier.plan.signatories:
        member = dossier.cast[key]
        body = {
            "mandate_id": member.mandates[amendment.mandate],
            "text_sha256": sha256,
            "level": "simple",
        }
        await dossier.give(member.signatory, "/amendments/1/signatures", body, on=day)


def _draft(amendment: Amendment) -> Json:
    return {
        "reason": amendment.reason,
        "amounts": [
            {"contribution": contribution, "amount": to_wire(dirhams)}
            for contribution, dirhams in amendment.amounts.items()
        ],
        "costs": [
            {"action": amendment.action, "year": year, "cost": to_wire(cost)}
            for year, cost in amendment.costs.items()
        ],
        "ends_on": amendment.ends_on.isoformat(),
    }
