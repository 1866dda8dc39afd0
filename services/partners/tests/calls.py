"""What the route tests ask of the API, again and again."""

from typing import Any
from uuid import uuid4

from httpx import Response

from .conftest import Running, bearer

REGISTRAR, VERIFIER = bearer("u-registrar", "office"), bearer("u-verifier", "office")
SERVICE_TOKEN, AUDITOR = bearer("notifications", "service"), bearer("u-auditor", "auditor")
COMMUNE = {
    "kind": "commune",
    "name_fr": "Commune de Tétouan",
    "name_ar": "جماعة تطوان",
    "territory": "01.571.01.11",
}


def a_commune(**changes: Any) -> dict[str, Any]:
    return {**COMMUNE, **changes}


async def register(running: Running, **changes: Any) -> Response:
    return await running.http.post(
        "/v1/organisations",
        json=a_commune(**changes),
        headers={**REGISTRAR, "Idempotency-Key": str(uuid4())},
    )


async def command(
    running: Running, path: str, body: dict[str, Any], who: dict[str, str], version: int
) -> Response:
    return await running.http.post(path, json=body, headers={**who, "If-Match": f'"{version}"'})


async def a_signing_commune(running: Running) -> tuple[str, str, dict[str, str]]:
    """A verified organisation with one representative: its id, theirs, and their token."""
    organisation = (await register(running)).json()["id"]
    path, mayor = (
        f"/v1/organisations/{organisation}",
        bearer("u-mayor", "partner", org=organisation),
    )
    evidence = {"evidence": "Décret 2-15-402"}
    assert (
        await command(running, f"{path}/verification", evidence, VERIFIER, 1)
    ).status_code == 200
    person = {
        "subject": "u-mayor",
        "name": "Naïma Alaoui",
        "email": "naima@tetouan.example.ma",
        "language": "ar",
    }
    named = await command(running, f"{path}/representatives", person, mayor, 2)
    assert named.status_code == 201, named.text
    await running.partners.representatives.wait(named.json()["position"])
    return organisation, named.json()["id"], mayor


def assert_problem(answer: Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert "…" not in answer.json()["detail"]
