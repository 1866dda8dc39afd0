"""An amendment, from its draft to its effect."""

from mithaq_demo.acts import agreeing
from mithaq_demo.amendment import Amendment, to_body
from mithaq_demo.client import Json
from mithaq_demo.dossier import Dossier
from mithaq_demo.plan import in_signing_order

FIRST = "/amendments/1"


async def amend(dossier: Dossier) -> None:
    """Drafted by the lead, accepted, approved, signed by whoever must, tried, put into effect."""
    plan, lead = dossier.plan, dossier.lead.agent
    amendment = plan.amendment
    if amendment is None:
        raise ValueError(f"{plan.key} has no amendment")
    day, seats = amendment.on, (*plan.seats, *plan.joining)
    await dossier.give(lead, "/amendments", to_body(amendment, dossier.cast), on=day)
    for key in in_signing_order(seats):
        agent = dossier.cast[key].agent
        await dossier.give(agent, f"{FIRST}/positions", {"stance": "accept"}, on=day)
    await dossier.give(lead, f"{FIRST}/text", on=day)
    await agreeing.approve_amendment(dossier, day, amendment.approved)
    signed = await _signed(dossier, amendment, in_signing_order(seats))
    tried = await _tried(dossier, amendment)
    dossier.script.amended[plan.key] = {"signed": signed, **tried}
    await dossier.give(lead, f"{FIRST}/effect", on=amendment.effective_on)


async def _signed(dossier: Dossier, amendment: Amendment, keys: tuple[str, ...]) -> list[str]:
    """By those whom the service names, in their order."""
    (told,) = (await dossier.read(""))["amendments"]
    named = {dossier.cast.key_of(each) for each in told["signatories"]}
    signers = [key for key in keys if key in named]
    for key in signers:
        body = {
            "mandate_id": dossier.cast[key].mandate,
            "text_sha256": told["text_sha256"],
            "level": "simple",
        }
        path, signatory = f"{FIRST}/signatures", dossier.cast[key].signatory
        await dossier.give(signatory, path, body, on=amendment.approved)
    return signers


async def _tried(dossier: Dossier, amendment: Amendment) -> Json:
    """Its effect, tried without happening: the plan before and after, and the figures that differ.

    In a later play of the same state it has happened already, and there is nothing to try.
    """
    before = await dossier.current_version()
    if before != dossier.version:
        return {"replayed": True}
    lead = dossier.lead.agent
    trial = await dossier.tried(lead, f"{FIRST}/effect", on=amendment.effective_on)
    outlook = await dossier.read(f"{FIRST}/effect")
    after = await dossier.current_version()
    return {"trial": trial, "outlook": outlook, "unmoved": before == after}
