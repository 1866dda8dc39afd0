"""An amendment over HTTP that does not take effect: refused, or given time that runs out."""

from .amending import frozen_amendment, refusal_of, told
from .callers import STRANGER
from .clients import Convention


async def test_a_signatory_refuses_it_and_the_lead_drafts_another(in_force: Convention) -> None:
    await frozen_amendment(in_force)
    lead, head = in_force.of(in_force.region), in_force.of(in_force.commune)
    refusal = await refusal_of(in_force, in_force.commune)
    hidden = await in_force.refused(STRANGER, "/amendments/1/refusal", refusal)
    assert hidden["status"] == 404
    stolen = await in_force.refused(lead, "/amendments/1/refusal", refusal)
    assert stolen["code"] == "mandate-unknown"
    stale = await in_force.refused(
        head, "/amendments/1/refusal", refusal | {"text_sha256": "0" * 64}
    )
    assert stale["code"] == "text-stale"
    await in_force.do(head, "/amendments/1/refusal", refusal)
    assert (await told(in_force))["state"] == "rejected"
    again = await in_force.refused(head, "/amendments/1/refusal", refusal)
    assert again["code"] == "amendment-closed"
    await in_force.do(lead, "/amendments", {"reason": "Autrement", "ends_on": "2040-01-01"})
    assert (await told(in_force, 2))["state"] == "negotiation"


async def test_nobody_refuses_it_before_its_turn(in_force: Convention) -> None:
    await frozen_amendment(in_force)
    refusal = await refusal_of(in_force, in_force.operator)
    problem = await in_force.refused(
        in_force.of(in_force.operator), "/amendments/1/refusal", refusal
    )
    assert problem["code"] == "out-of-turn"


async def test_it_says_until_when_it_is_signed_and_the_lead_gives_more_time(
    in_force: Convention,
) -> None:
    lead, head = in_force.of(in_force.region), in_force.of(in_force.commune)
    await frozen_amendment(in_force, sign_by="2100-01-31")
    assert (await told(in_force))["sign_by"] == "2100-01-31"
    more = {"sign_by": "2100-03-31", "reason": "Le conseil se réunit en mars."}
    forbidden = await in_force.refused(head, "/amendments/1/signing-time", more)
    assert (forbidden["status"], forbidden["code"]) == (403, "capacity-refused")
    less = await in_force.refused(
        lead, "/amendments/1/signing-time", more | {"sign_by": "2100-01-31"}
    )
    assert less["code"] == "signing-time-too-short"
    await in_force.do(lead, "/amendments/1/signing-time", more)
    assert (await told(in_force))["sign_by"] == "2100-03-31"


async def test_no_text_is_agreed_whose_time_is_over(in_force: Convention) -> None:
    lead = in_force.of(in_force.region)
    await frozen_amendment(in_force, until="negotiation")
    past = await in_force.refused(lead, "/amendments/1/text", {"sign_by": "2020-01-01"})
    assert past["code"] == "signing-time-too-short"
