"""Approvals over HTTP: requested, granted, refused."""

from uuid import uuid4

from conventions.heard import partners as p

from .callers import CONTROLLER, STRANGER
from .clients import Convention, bearer

INSTRUMENT = {"instrument": "Visa n° 1/2026"}


async def test_signature_opens_once_every_approval_is_granted(convention: Convention) -> None:
    await convention.frozen()
    region = convention.of(convention.region)
    await convention.do(region, "/approvals", {"approvals": convention.needed()})
    bodies = (convention.region, convention.commune, convention.interior)
    for asked, body in zip(convention.needed(), bodies, strict=True):
        assert (await convention.read(region))["state"] == "pending_approvals"
        await convention.do(convention.approver(body), "/approvals/grants", asked | INSTRUMENT)
    read = await convention.read(region)
    assert read["state"] == "ready_to_sign"
    granted = {"answer": "granted", "tacit_on": None}
    assert read["approvals"] == [each | granted for each in convention.needed()]


async def test_a_text_says_which_approvals_it_needs(convention: Convention) -> None:
    region = convention.of(convention.region)
    councils = ["commune", "prefecture", "province", "region"]
    told = (await convention.read(region, "/approvals/needed"))["items"]
    deliberations = [x for x in told if x["kind"] == "council_deliberation"]
    asked = {x["organisation_id"] for x in deliberations}
    assert asked == {str(convention.region), str(convention.commune)}
    assert all(x["bodies"] == councils for x in deliberations)
    (interior,) = [x for x in told if x not in deliberations]
    assert (interior["kind"], interior["organisation_id"]) == ("interior", None)
    assert (interior["bodies"], interior["tacit_after"]) == (["interior"], None)
    await convention.frozen()
    problem = await convention.refused(region, "/approvals", {"approvals": []})
    assert (problem["code"], problem["values"]["count"]) == ("approval-left-out", 3)


async def test_only_the_body_it_was_asked_from_answers(convention: Convention) -> None:
    await convention.frozen()
    lead = convention.of(convention.region)
    await convention.do(lead, "/approvals", {"approvals": convention.needed()})
    (_, council, interior) = convention.needed()
    grant = council | INSTRUMENT
    for who in (lead, convention.of(convention.commune), CONTROLLER):
        problem = await convention.refused(who, "/approvals/grants", grant)
        assert (problem["status"], problem["code"]) == (403, "capacity-refused")
    others = convention.approver(convention.interior)
    assert (await convention.refused(others, "/approvals/grants", grant))["status"] == 403
    for stranger in (STRANGER, bearer("nobody", org=convention.commune)):
        assert (await convention.refused(stranger, "/approvals/grants", grant))["status"] == 404
    prepared = bearer(f"HEAD-{convention.region}", "approver", org=convention.interior)
    problem = await convention.refused(prepared, "/approvals/grants", interior | INSTRUMENT)
    assert problem["code"] == "duties-not-separated"


async def test_a_visa_is_asked_of_a_verified_body_of_the_right_kind(
    convention: Convention,
) -> None:
    """Neither of one's own organisation under another name, nor of one that just named itself."""
    await convention.frozen()
    lead = convention.of(convention.region)
    own = {"kind": "financial_control", "organisation_id": str(convention.region)}
    asked = {"approvals": [*convention.needed(), own]}
    problem = await convention.refused(lead, "/approvals", asked)
    assert problem["code"] == "approval-body-unfit"
    self_named = uuid4()
    await convention.running.hear(
        p.OrganisationRegistered(organisation_id=self_named, kind="interior", name_fr="Intérieur")
    )
    fake = {"kind": "interior", "organisation_id": str(self_named)}
    asked = {"approvals": [*convention.needed()[:2], fake]}
    problem = await convention.refused(lead, "/approvals", asked)
    assert problem["code"] == "organisation-not-active"


async def test_a_refused_approval_stands_until_the_text_is_reopened(
    convention: Convention,
) -> None:
    await convention.frozen()
    region, interior = convention.of(convention.region), convention.needed()[2]
    await convention.do(region, "/approvals", {"approvals": convention.needed()})
    approver = convention.approver(convention.interior)
    await convention.do(approver, "/approvals/refusals", interior | {"reason": "Crédits clos."})
    problem = await convention.refused(approver, "/approvals/grants", interior | INSTRUMENT)
    assert problem["code"] == "approval-was-refused"
    await convention.do(region, "/reopening", {"reason": "Crédits à rouvrir"})
    read = await convention.read(region)
    assert (read["state"], read["approvals"]) == ("in_negotiation", [])
