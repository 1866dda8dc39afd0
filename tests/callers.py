"""HTTP callers for tests, and the smallest draft that can be agreed on."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

Json = dict[str, Any]
TANGER = "01.511.01.0"
MANDATORY = ("object", "commitments", "duration", "financing")


def mad(amount: str) -> Json:
    return {"amount": amount, "currency": "MAD"}


@dataclass(frozen=True, slots=True)
class Party:
    """An active organisation with one person mandated to sign for it."""

    id: str
    agent: dict[str, str]
    signatory: dict[str, str]
    mandate: str


def operator(name: str) -> Json:
    """The body to register an operator in Tanger: what it signs needs no council's deliberation."""
    return {"kind": "public_operator", "name_fr": name, "territory": TANGER}


def drafted(lead: Party, funder: Party, *, short_by: int = 0) -> Json:
    """The body to draft a convention of 100 dirhams, sent by its lead."""
    return {
        "reference": f"ESSAI-{uuid4().hex[:12]}",
        "instrument": "financing",
        "title_fr": "Convention d'essai",
        "territory": TANGER,
        "total": mad("100.00"),
        "first_year": 2024,
        "last_year": 2024,
        "duration_months": 12,
        "parties": [
            {"organisation_id": lead.id, "roles": ["lead"], "signing_order": 2},
            {"organisation_id": funder.id, "roles": ["funder"], "signing_order": 1},
        ],
        "articles": [
            {"article": article, "heading_fr": article, "text_fr": f"Texte : {article}."}
            for article in MANDATORY
        ],
        "actions": [
            {
                "action": "works",
                "label_fr": "Travaux",
                "territory": TANGER,
                "cost": mad("100.00"),
                "years": [{"year": 2024, "cost": mad("100.00")}],
            }
        ],
        "contributions": [
            {
                "contribution": "share",
                "organisation_id": funder.id,
                "action": "works",
                "year": 2024,
                "kind": "cash",
                "amount": mad(f"{100 - short_by}.00"),
            }
        ],
    }


class Callers:
    """HTTP requests as different callers: `headers` are a person's; commands add their own."""

    def __init__(self, http: httpx.AsyncClient, addresses: Mapping[str, str]) -> None:
        self.http, self.addresses = http, addresses

    async def person(self, subject: str, *roles: str, org: str = "") -> dict[str, str]:
        wanted = {"sub": subject, "roles": list(roles), "org": org}
        answer = await self.http.post(f"{self.addresses['issuer']}/token", json=wanted)
        return {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}

    async def office(self, name: str = "office") -> dict[str, str]:
        return await self.person(name, "office")

    def at(self, service: str, path: str) -> str:
        return f"{self.addresses[service]}/v1/{path}"

    async def send(
        self, who: dict[str, str], path: str, body: Json, version: int | None = None, **more: str
    ) -> httpx.Response:
        """POST a command to conventions or, depending on the path, to partners."""
        service = "partners" if path.startswith("organisations") else "conventions"
        condition = {} if version is None else {"If-Match": f'"{version}"'}
        headers = {"Idempotency-Key": str(uuid4()), **who, **condition, **more}
        return await self.http.post(self.at(service, path), json=body, headers=headers)

    async def done(
        self, who: dict[str, str], path: str, body: Json, version: int | None = None
    ) -> Json:
        """The response of a command that must be accepted, retried until what it needs is known."""
        async with asyncio.timeout(30):
            while (answer := await self.send(who, path, body, version)).status_code == 409:
                if not answer.json()["code"].endswith(
                    ("-unknown", "-not-active", "-not-confirmed")
                ):
                    break
                await asyncio.sleep(0.1)
        assert answer.is_success, answer.text
        told: Json = answer.json()
        return told

    async def party(self, valid_from: str = "2020-01-01", valid_to: str | None = None) -> Party:
        """A new organisation, verified, with a mandate."""
        office, verifier = await self.office(), await self.office("verifier")
        made = await self.done(
            office, "organisations", operator(f"Opérateur d'essai {uuid4().hex}")
        )
        here = f"organisations/{made['id']}"
        seen = await self.done(verifier, f"{here}/verification", {"evidence": "arrêté"}, 1)
        agent = await self.person(f"agent-{made['id']}", "partner", org=made["id"])
        signatory = await self.person(f"signatory-{made['id']}", "partner", org=made["id"])
        body: Json = {
            "subject": f"signatory-{made['id']}",
            "name": "Représentant d'essai",
            "email": "essai@example.org",
            "language": "fr",
        }
        person = await self.done(agent, f"{here}/representatives", body, seen["version"])
        body = {
            "representative_id": person["id"],
            "capacity": "président",
            "instrument": "délibération d'essai",
            "valid_from": valid_from,
            "valid_to": valid_to,
        }
        mandate = await self.done(agent, f"{here}/mandates", body, person["version"])
        confirmation = f"{here}/mandates/{mandate['id']}/confirmation"
        await self.done(verifier, confirmation, {}, mandate["version"])
        return Party(made["id"], agent, signatory, mandate["id"])

    async def draft(self, lead: Party, funder: Party, *, short_by: int = 0) -> Json:
        """Draft a convention of 100 dirhams whose shares add up, unless `short_by` is set."""
        return await self.done(lead.agent, "conventions", drafted(lead, funder, short_by=short_by))
