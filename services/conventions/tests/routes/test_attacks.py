"""Over HTTP: one person's tokens, spelt otherwise, of two organisations, under any key."""

import asyncio
from uuid import UUID, uuid4

from ..conftest import Running
from .callers import ACCOUNTANT, CONTROLLER
from .clients import Convention, bearer, mad


async def test_one_person_in_two_organisations_gives_one_visa_and_no_signature(
    running: Running,
) -> None:
    told = await (await Convention(running).drafted()).frozen()
    needed = told.needed()
    await told.do(told.of(told.region), "/approvals", {"approvals": needed})
    for nth, each in enumerate(needed):
        body = UUID(each["organisation_id"])
        visa = each | {"instrument": "Visa n° 1/2026"}
        amina = bearer("Amina" if nth else "AMINA", "approver", org=body)
        if nth:
            problem = await told.refused(amina, "/approvals/grants", visa)
            assert problem["code"] == "one-person-two-bodies"
            await told.do(told.approver(body), "/approvals/grants", visa)
        else:
            await told.do(amina, "/approvals/grants", visa)
    mayor = bearer(f"APPROVER-{told.commune}", "partner", org=told.commune)
    signature = await told.signature(told.commune)
    assert (await told.refused(mayor, "/signatures", signature))["code"] == "duties-not-separated"


async def test_a_signature_given_again_under_another_key_is_no_other_partys(
    running: Running,
) -> None:
    told = await (await Convention(running).drafted()).agreed()
    signature = await told.signature(told.commune)
    await told.do(told.of(told.commune), "/signatures", signature)
    again = await told.refused(told.of(told.commune), "/signatures", signature)
    assert again["code"] == "already-signed"
    other = bearer(f"HEAD-{told.commune}", "partner", "office", org=told.region)
    problem = await told.refused(other, "/signatures", await told.signature(told.region))
    assert problem["code"] == "one-person-two-parties"


async def test_a_payment_sent_many_times_at_once_is_one_payment(in_force: Convention) -> None:
    """Each under a key of its own, with the version that was current for all."""
    plan = {"contribution": "region-26", "amount": mad(600), "due_on": "2026-06-01"}
    region = in_force.of(in_force.region)
    await in_force.do(region, "/tranches/R1", plan, "PUT")
    steps = (("calls", in_force.of(in_force.operator)), ("commitments", region))
    for step, who in (*steps, ("visas", CONTROLLER), ("orders", region)):
        body = {"amount": mad(600), "act": f"{step} {uuid4()}"}
        await in_force.do(who, f"/tranches/R1/{step}", body)
    payment = {"amount": mad(200), "act": f"VIR {in_force.id}"}
    asked = [in_force.ask(ACCOUNTANT, "/tranches/R1/payments", payment) for _ in range(5)]
    statuses = sorted(answer.status_code for answer in await asyncio.gather(*asked))
    assert statuses[0] == 200
    assert all(status >= 400 for status in statuses[1:])
    (tranche,) = (await in_force.read(region))["tranches"]
    assert tranche["paid"]["amount"] == "200.00"
