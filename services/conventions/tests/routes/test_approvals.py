"""Approvals over HTTP: requested, granted, refused."""

from uuid import UUID

from .callers import CONTROLLER, STRANGER
from .clients import Convention, Json

INTERIOR = {"kind": "interior"}


def from_organisation(organisation: UUID) -> Json:
    return {"kind": "financial_control", "organisation_id": str(organisation)}


async def test_signature_opens_once_every_approval_is_granted(convention: Convention) -> None:
    await convention.frozen()
    region, operator = convention.of(convention.region), convention.of(convention.operator)
    asked = from_organisation(convention.operator)
    await convention.do(region, "/approvals", {"approvals": [asked, INTERIOR]})
    await convention.do(operator, "/approvals/grants", asked | {"instrument": "Visa n° 1/2026"})
    assert (await convention.read(region))["state"] == "pending_approvals"
    await convention.do(CONTROLLER, "/approvals/grants", INTERIOR | {"instrument": "Visa n° 2"})
    read = await convention.read(region)
    assert read["state"] == "ready_to_sign"
    assert read["approvals"] == [
        asked | {"answer": "granted"},
        INTERIOR | {"organisation_id": None, "answer": "granted"},
    ]


async def test_only_the_body_it_was_asked_from_answers(convention: Convention) -> None:
    await convention.frozen()
    region, asked = convention.of(convention.region), from_organisation(convention.operator)
    await convention.do(region, "/approvals", {"approvals": [asked]})
    grant = asked | {"instrument": "Visa n° 1/2026"}
    commune = convention.of(convention.commune)
    assert (await convention.refused(commune, "/approvals/grants", grant))["status"] == 403
    assert (await convention.refused(STRANGER, "/approvals/grants", grant))["status"] == 404
    unasked = INTERIOR | {"instrument": "Visa n° 1/2026"}
    operator = convention.of(convention.operator)
    problem = await convention.refused(operator, "/approvals/grants", unasked)
    assert problem["code"] == "approval-not-requested"


async def test_a_refused_approval_stands_until_the_text_is_reopened(
    convention: Convention,
) -> None:
    await convention.frozen()
    region = convention.of(convention.region)
    await convention.do(region, "/approvals", {"approvals": [INTERIOR]})
    await convention.do(CONTROLLER, "/approvals/refusals", INTERIOR | {"reason": "Crédits clos."})
    grant = INTERIOR | {"instrument": "Visa n° 2"}
    problem = await convention.refused(CONTROLLER, "/approvals/grants", grant)
    assert problem["code"] == "nothing-waits"
    await convention.do(region, "/reopening", {"reason": "Crédits à rouvrir"})
    read = await convention.read(region)
    assert (read["state"], read["approvals"]) == ("in_negotiation", [])
