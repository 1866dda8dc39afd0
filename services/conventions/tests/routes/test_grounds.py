"""A command that names what it rests on needs no version, and is refused when that has changed."""

import asyncio
from uuid import uuid4

import pytest
from httpx import Response

from ..conftest import Running
from .clients import Convention, Json

CROWD = 20


class Crowd(Convention):
    """A convention that many parties sign."""

    def __init__(self, running: Running) -> None:
        super().__init__(running)
        more = {uuid4(): uuid4() for _ in range(CROWD - len(self.mandates))}
        self.mandates |= more
        self.kinds |= dict.fromkeys(more, "association")

    def draft(self, **changes: Json) -> Json:
        more = [
            {"organisation_id": str(org), "roles": ["beneficiary"], "signing_order": 1}
            for org in self.mandates
            if org not in (self.region, self.commune, self.operator)
        ]
        drafted = super().draft(**changes)
        return {**drafted, "parties": [*drafted["parties"], *more]}


async def bare(convention: Convention, org: object, path: str, body: Json) -> Response:
    """The command without If-Match."""
    url = f"/v1/conventions/{convention.id}{path}"
    who = convention.of(org)  # type: ignore[arg-type]
    return await convention.running.http.post(url, json=body, headers=who)


async def in_round(convention: Convention) -> Convention:
    lead = convention.of(convention.region)
    await convention.do(lead, "/submission")
    await convention.do(lead, "/rounds", {"deadline": "2100-01-01"})
    return convention


async def test_twenty_parties_answer_at_once_with_one_call_each(running: Running) -> None:
    convention = await in_round(await Crowd(running).drafted())
    body = {"stance": "accept", "round": 1}
    answers = await asyncio.gather(
        *(bare(convention, org, "/positions", body) for org in convention.mandates)
    )
    assert [each.status_code for each in answers] == [200] * CROWD
    read = await convention.read(convention.of(convention.region))
    assert len(read["negotiation"]["positions"]) == CROWD


async def test_a_position_on_another_round_is_refused(convention: Convention) -> None:
    await in_round(convention)
    refused = await bare(
        convention, convention.commune, "/positions", {"stance": "accept", "round": 2}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "round-changed")
    assert refused.json()["values"] == {"named": 2, "current": 1}


async def test_what_names_neither_is_not_taken(convention: Convention) -> None:
    await in_round(convention)
    for path, body in (
        ("/positions", {"stance": "accept"}),
        ("/approvals/grants", convention.needed()[2] | {"instrument": "Visa 1"}),
        ("/approvals/refusals", convention.needed()[2] | {"reason": "Crédits clos."}),
    ):
        refused = await bare(convention, convention.commune, path, body)
        assert (refused.status_code, refused.json()["code"]) == (428, "precondition-required")


async def test_a_version_is_honoured_beside_the_round(convention: Convention) -> None:
    await in_round(convention)
    convention.version -= 1
    who = convention.of(convention.commune)
    body = {"stance": "accept", "round": 1}
    refused = await convention.refused(who, "/positions", body)
    assert (refused["status"], refused["code"]) == (412, "version-conflict")


async def test_signatures_of_one_turn_are_given_at_once(convention: Convention) -> None:
    await convention.agreed()
    first = [convention.region, convention.commune]
    bodies = [await convention.signature(org) for org in first]
    answers = await asyncio.gather(
        *(
            bare(convention, org, "/signatures", body)
            for org, body in zip(first, bodies, strict=True)
        )
    )
    assert [each.status_code for each in answers] == [200, 200]


@pytest.mark.parametrize("path", ["grants", "refusals"])
async def test_a_visa_of_another_text_is_refused(convention: Convention, path: str) -> None:
    await convention.frozen()
    asked = {"approvals": convention.needed()}
    await convention.do(convention.of(convention.region), "/approvals", asked)
    said = {"instrument": "Visa n° 214/2026"} if path == "grants" else {"reason": "Crédits clos."}
    body = convention.needed()[2] | said | {"text_sha256": "0" * 64}
    url = f"/v1/conventions/{convention.id}/approvals/{path}"
    who = convention.approver(convention.interior)
    refused = await convention.running.http.post(url, json=body, headers=who)
    assert (refused.status_code, refused.json()["code"]) == (409, "text-stale")
    read = await convention.read(convention.of(convention.commune), "/text")
    given = body | {"text_sha256": read["sha256"]}
    answered = await convention.running.http.post(url, json=given, headers=who)
    assert answered.status_code == 200, answered.text


async def test_a_refusal_rests_on_the_text_that_was_read(convention: Convention) -> None:
    """With its mandate and that text it needs no version."""
    await convention.agreed()
    signing = await convention.signature(convention.commune)
    power = {key: signing[key] for key in ("mandate_id", "text_sha256")}
    body = power | {"reason": "Le conseil a voté contre."}
    stale = body | {"text_sha256": "0" * 64}
    refused = await bare(convention, convention.commune, "/refusal", stale)
    assert (refused.status_code, refused.json()["code"]) == (409, "text-stale")
    answered = await bare(convention, convention.commune, "/refusal", body)
    assert answered.status_code == 200, answered.text


async def test_an_amendment_is_answered_by_its_revision(in_force: Convention) -> None:
    lead = in_force.of(in_force.region)
    amendment = {"reason": "Prolongation.", "ends_on": "2031-12-31"}
    await in_force.do(lead, "/amendments", amendment)
    await in_force.do(lead, "/amendments/1/revisions", {**amendment, "ends_on": "2032-12-31"})
    body = {"stance": "accept", "revision": 1}
    refused = await bare(in_force, in_force.commune, "/amendments/1/positions", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "revision-changed")
    assert (await in_force.read(lead))["amendments"][0]["revision"] == 2
    answers = await asyncio.gather(
        *(
            bare(in_force, org, "/amendments/1/positions", {**body, "revision": 2})
            for org in in_force.mandates
        )
    )
    assert [each.status_code for each in answers] == [200] * 3


async def test_the_version_is_told_by_small_reads(convention: Convention) -> None:
    who = convention.of(convention.region)
    url = f"/v1/conventions/{convention.id}"
    http = convention.running.http
    whole, small = await http.head(url, headers=who), await http.get(f"{url}/version", headers=who)
    assert whole.headers["etag"] == small.headers["etag"] == f'"{convention.version}"'
    assert small.json() == {"version": convention.version}
    stranger = convention.of(uuid4())
    assert (await http.get(f"{url}/version", headers=stranger)).status_code == 404
