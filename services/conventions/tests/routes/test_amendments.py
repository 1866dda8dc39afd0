"""An amendment over HTTP."""

from uuid import uuid4

import pytest

from .callers import STRANGER
from .clients import Convention, mad

INSTRUMENT = {"instrument": "Visa n° 2/2026"}


async def raised(convention: Convention) -> Convention:
    """The commune gives a hundred more: drafted, accepted and agreed.

    The region, which leads, signs the larger total: both councils deliberate anew.
    """
    region, commune = convention.of(convention.region), convention.of(convention.commune)
    body = {
        "reason": "Renchérissement",
        "amounts": [{"contribution": "commune-26", "amount": mad(500)}],
        "costs": [{"action": "works", "year": 2026, "cost": mad(1100)}],
    }
    await convention.do(region, "/amendments", body)
    for who in (region, commune):
        await convention.do(who, "/amendments/1/positions", {"stance": "accept"})
    await convention.do(region, "/amendments/1/text")
    return convention


async def test_an_amendment_over_http(in_force: Convention) -> None:
    region, visas = in_force.of(in_force.region), in_force.needed()
    await raised(in_force)
    await in_force.do(region, "/amendments/1/approvals", {"approvals": visas})
    for body, asked in zip(
        (in_force.region, in_force.commune, in_force.interior), visas, strict=True
    ):
        assert (await in_force.read(region))["amendments"][0]["state"] == "pending_approvals"
        granted = asked | INSTRUMENT
        await in_force.do(in_force.approver(body), "/amendments/1/approvals/grants", granted)
    (read,) = (await in_force.read(region))["amendments"]
    assert read["state"] == "ready_to_sign"
    assert read["approvals"] == [each | {"answer": "granted", "tacit_on": None} for each in visas]
    for org in (in_force.region, in_force.commune):
        mandate = {"mandate_id": str(in_force.mandates[org]), "text_sha256": read["text_sha256"]}
        signed = mandate | {"level": "simple"}
        await in_force.do(in_force.of(org), "/amendments/1/signatures", signed)
    await in_force.do(region, "/amendments/1/effect")
    assert (await in_force.read(region))["total"] == mad(1100)
    assert (await in_force.read(region, "/amendments/1/approvals/needed"))["items"] == []


async def test_an_amendment_says_which_approvals_it_needs(in_force: Convention) -> None:
    region = in_force.of(in_force.region)
    await raised(in_force)
    told = (await in_force.read(region, "/amendments/1/approvals/needed"))["items"]
    kinds = [(each["kind"], each["organisation_id"]) for each in told]
    councils = {str(in_force.region), str(in_force.commune)}
    assert {org for kind, org in kinds if kind == "council_deliberation"} == councils
    assert [kind for kind, org in kinds if org is None] == ["interior"]
    problem = await in_force.refused(region, "/amendments/1/approvals", {"approvals": []})
    assert (problem["code"], problem["values"]["count"]) == ("approval-left-out", 3)
    effect = await in_force.refused(region, "/amendments/1/effect")
    assert effect["code"] == "amendment-closed"


@pytest.mark.parametrize(("path", "answer"), [("grants", "granted"), ("refusals", "refused")])
async def test_its_visa_is_of_its_text(in_force: Convention, path: str, answer: str) -> None:
    await raised(in_force)
    region, visas = in_force.of(in_force.region), in_force.needed()
    await in_force.do(region, "/amendments/1/approvals", {"approvals": visas})
    said = INSTRUMENT if path == "grants" else {"reason": "Crédits clos."}
    signed = (await in_force.read(region, "/text"))["sha256"]
    (amendment,) = (await in_force.read(region))["amendments"]
    url = f"/v1/conventions/{in_force.id}/amendments/1/approvals/{path}"
    asked, who, http = visas[2], in_force.approver(in_force.interior), in_force.running.http
    stale = await http.post(url, json=asked | said | {"text_sha256": signed}, headers=who)
    assert (stale.status_code, stale.json()["code"]) == (409, "text-stale")
    assert (await http.post(url, json=asked | said, headers=who)).status_code == 428
    given = asked | said | {"text_sha256": amendment["text_sha256"]}
    assert (await http.post(url, json=given, headers=STRANGER)).status_code == 404
    answered = await http.post(url, json=given, headers=who)
    assert answered.status_code == 200, answered.text
    (amendment,) = (await in_force.read(region))["amendments"]
    assert amendment["approvals"][2]["answer"] == answer


async def test_its_visa_is_asked_of_a_body_that_is_known(in_force: Convention) -> None:
    await raised(in_force)
    unknown = {"kind": "interior", "organisation_id": str(uuid4())}
    asked = {"approvals": [*in_force.needed()[:2], unknown]}
    region = in_force.of(in_force.region)
    problem = await in_force.refused(region, "/amendments/1/approvals", asked)
    assert problem["code"] == "organisation-unknown"
