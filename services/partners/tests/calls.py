"""What the route tests ask of the API, again and again."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from httpx import Response

from .conftest import Running, bearer

REGISTRAR, VERIFIER = bearer("u-registrar", "office"), bearer("u-verifier", "office")
SERVICE_TOKEN, AUDITOR = bearer("notifications", "service"), bearer("u-auditor", "auditor")


def a_commune(**changes: Any) -> dict[str, Any]:
    """A commune whose names are its own, unless they are given."""
    number = uuid4().hex
    return {
        "kind": "commune",
        "name_fr": f"Commune de Tétouan {number}",
        "name_ar": f"جماعة تطوان {number}",
        "territory": "01.571.01.11",
        **changes,
    }


def an_ice(enterprise: int) -> str:
    """The ICE of the n-th enterprise, its check digits made by ISO 7064's own way of counting."""
    rest = 0
    for digit in f"{enterprise:09}000000":
        rest = (rest * 10 + int(digit)) % 97
    return f"{enterprise:09}0000{(97 - rest) % 97:02}"


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


@dataclass(frozen=True)
class Commune:
    """A verified organisation with one representative, the mayor, and two colleagues."""

    id: str
    person: str
    subject: str
    version: int

    @property
    def path(self) -> str:
        return f"/v1/organisations/{self.id}"

    @property
    def mayor(self) -> dict[str, str]:
        return bearer(self.subject, "partner", org=self.id)

    @property
    def clerk(self) -> dict[str, str]:
        return bearer("u-clerk", "partner", org=self.id)

    @property
    def secretary(self) -> dict[str, str]:
        return bearer("u-secretary", "partner", org=self.id)


async def a_signing_commune(running: Running) -> Commune:
    """Registered, verified, its mayor named by a clerk; both read models are up to date."""
    organisation, subject = (await register(running)).json()["id"], f"u-{uuid4()}"
    path, clerk = (
        f"/v1/organisations/{organisation}",
        bearer("u-clerk", "partner", org=organisation),
    )
    evidence = {"evidence": "Décret 2-15-402"}
    verified = await command(running, f"{path}/verification", evidence, VERIFIER, 1)
    assert verified.status_code == 200
    person = {
        "subject": subject,
        "name": "Naïma Alaoui",
        "email": "naima@tetouan.example.ma",
        "language": "ar",
    }
    named = await command(running, f"{path}/representatives", person, clerk, 2)
    assert named.status_code == 201, named.text
    await running.partners.representatives.wait(named.json()["position"])
    return Commune(organisation, named.json()["id"], subject, 3)


def a_mandate(commune: Commune, **changes: Any) -> dict[str, Any]:
    return {
        "representative_id": commune.person,
        "capacity": "Présidente du conseil",
        "instrument": "Délibération 12/2026",
        "valid_from": "2026-01-01",
        "valid_to": "2026-12-31",
        **changes,
    }


def assert_problem(answer: Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert "…" not in answer.json()["detail"]
