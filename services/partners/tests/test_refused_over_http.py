"""Refusals that only decisions showed: each met by a request, and what it guards allowed."""

from typing import Any

import pytest
from httpx import Response
from partners.domain import mandating, signatories

from .calls import (
    REGISTRAR,
    VERIFIER,
    Commune,
    a_mandate,
    a_signing_commune,
    assert_problem,
    command,
    register,
)
from .conftest import Running, bearer

EVIDENCE = {"evidence": "Décret"}
WHY = {"reason": "Acte introuvable"}
MAD = {"amount": "100.00", "currency": "MAD"}
DOUBLE = {"amount": "200.00", "currency": "MAD"}
Body = dict[str, Any]


class Talk:
    """Commands to one organisation, each under the version that the last one left."""

    def __init__(self, running: Running, path: str, version: int) -> None:
        self.running, self.path, self.version = running, path, version

    async def done(self, who: dict[str, str], path: str, body: Body | None = None) -> Body:
        answer = await self._give(who, path, body)
        assert answer.is_success, answer.text
        told: Body = answer.json()
        self.version = int(answer.headers["etag"].strip('"'))
        return told

    async def refused(
        self, code: str, status: int, who: dict[str, str], path: str, body: Body | None = None
    ) -> None:
        assert_problem(await self._give(who, path, body), status, code)

    async def _give(self, who: dict[str, str], path: str, body: Body | None) -> Response:
        return await command(self.running, f"{self.path}{path}", body or {}, who, self.version)


async def signing(running: Running) -> tuple[Commune, Talk]:
    commune = await a_signing_commune(running)
    return commune, Talk(running, commune.path, commune.version)


async def mandated(commune: Commune, talk: Talk, **changes: Any) -> str:
    """The path of a mandate that the clerk recorded for the mayor and the secretary confirmed."""
    body = a_mandate(commune, ceiling=MAD, delegation_depth=2, **changes)
    path = f"/mandates/{(await talk.done(commune.clerk, '/mandates', body))['id']}"
    await talk.done(commune.secretary, f"{path}/confirmation")
    return path


def a_person(subject: str) -> Body:
    return {"subject": subject, "name": "Adjoint", "email": "adjoint@tetouan.example.ma"}


async def test_an_organisation_is_verified_once_and_reinstated_once_suspended(
    running: Running,
) -> None:
    made = (await register(running)).json()["id"]
    talk = Talk(running, f"/v1/organisations/{made}", 1)
    await talk.refused("organisation-not-verified", 409, VERIFIER, "/suspension", WHY)
    await talk.done(VERIFIER, "/verification", EVIDENCE)
    await talk.refused("organisation-already-verified", 409, VERIFIER, "/verification", EVIDENCE)
    await talk.refused("organisation-not-suspended", 409, VERIFIER, "/reinstatement", WHY)
    await talk.done(VERIFIER, "/suspension", WHY)
    await talk.done(REGISTRAR, "/reinstatement", WHY)


async def test_a_person_represents_an_organisation_once(running: Running) -> None:
    commune, talk = await signing(running)
    mayor = a_person(commune.subject)
    await talk.refused(
        "representative-subject-taken", 409, commune.clerk, "/representatives", mayor
    )
    await talk.done(commune.clerk, "/representatives", a_person(f"{commune.subject}-2"))


async def test_persons_and_mandates_are_bounded(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    commune, talk = await signing(running)
    monkeypatch.setattr(signatories, "MAX_REPRESENTATIVES", 1)
    monkeypatch.setattr(mandating, "MAX_MANDATES", 1)
    another = a_person(f"{commune.subject}-2")
    await talk.refused("too-many-representatives", 409, commune.clerk, "/representatives", another)
    await talk.done(commune.clerk, "/mandates", a_mandate(commune))
    await talk.refused("too-many-mandates", 409, commune.clerk, "/mandates", a_mandate(commune))


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("mandate-dates-reversed", {"valid_from": "2026-12-31", "valid_to": "2026-01-01"}),
        ("mandate-ceiling-not-positive", {"ceiling": {"amount": "0.00", "currency": "MAD"}}),
        (
            "unknown-representative",
            {"representative_id": "018f0000-0000-7000-8000-000000000001"},
        ),
    ],
)
async def test_a_mandate_is_sound(running: Running, code: str, changes: Body) -> None:
    commune, talk = await signing(running)
    body = a_mandate(commune, **changes)
    await talk.refused(code, 422, commune.clerk, "/mandates", body)
    await talk.done(commune.clerk, "/mandates", a_mandate(commune))


async def test_a_mandate_is_confirmed_once_and_ends_once(running: Running) -> None:
    commune, talk = await signing(running)
    mandate = await mandated(commune, talk)
    await talk.refused("mandate-already-confirmed", 409, VERIFIER, f"{mandate}/confirmation")
    late = {**WHY, "revoked_on": "2027-01-01"}
    await talk.refused("revocation-after-end", 422, commune.mayor, f"{mandate}/revocation", late)
    await talk.done(commune.mayor, f"{mandate}/revocation", {**WHY, "revoked_on": "2026-06-01"})
    again = {**WHY, "revoked_on": "2026-07-01"}
    await talk.refused(
        "mandate-already-revoked", 409, commune.mayor, f"{mandate}/revocation", again
    )


async def test_a_mandate_is_passed_on_within_it_and_in_no_circle(running: Running) -> None:
    commune, talk = await signing(running)
    deputy_is = f"{commune.subject}-deputy"
    deputy = await talk.done(commune.clerk, "/representatives", a_person(deputy_is))
    within = {"representative_id": deputy["id"], "ceiling": MAD, "delegation_depth": 1}
    body = a_mandate(commune, ceiling=MAD, delegation_depth=2)
    made = (await talk.done(commune.clerk, "/mandates", body))["id"]
    delegations = f"/mandates/{made}/delegations"
    passed = a_mandate(commune, **within)
    await talk.refused("delegator-not-empowered", 409, commune.mayor, delegations, passed)
    await talk.done(commune.secretary, f"/mandates/{made}/confirmation")
    more = a_mandate(commune, **{**within, "ceiling": DOUBLE})
    await talk.refused("delegation-ceiling-exceeded", 422, commune.mayor, delegations, more)
    below = (await talk.done(commune.mayor, delegations, passed))["id"]
    await talk.done(commune.secretary, f"/mandates/{below}/confirmation")
    of_deputy = bearer(deputy_is, "partner", org=commune.id)
    back = a_mandate(commune, ceiling=MAD)
    path = f"/mandates/{below}/delegations"
    await talk.refused("delegation-in-circle", 422, of_deputy, path, back)


async def test_an_erasure_is_asked_for_once_and_then_confirmed(running: Running) -> None:
    commune, talk = await signing(running)
    erasure = f"/representatives/{commune.person}/erasure"
    await talk.refused("erasure-not-requested", 409, VERIFIER, f"{erasure}/confirmation")
    await talk.done(commune.clerk, erasure, WHY)
    await talk.refused("erasure-already-requested", 409, commune.secretary, erasure, WHY)
    await talk.done(VERIFIER, f"{erasure}/confirmation")
