"""People who call the API, each with the version they last saw."""

import json
from typing import Any
from uuid import UUID, uuid4

from conventions.heard import partners as p
from httpx import Response
from mithaq.money import Money

from ..conftest import SOME_DAY, Running

Json = dict[str, Any]


def bearer(subject: str, *roles: str, org: UUID | None = None) -> dict[str, str]:
    token = json.dumps({"sub": subject, "org": str(org) if org else None, "roles": roles})
    return {"Authorization": f"Bearer {token}"}


def mad(dirhams: int) -> Json:
    return {"amount": f"{dirhams}.00", "currency": "MAD"}


class Convention:
    """One convention over HTTP: three organisations with a mandated person each."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.region, self.commune, self.operator = uuid4(), uuid4(), uuid4()
        self.mandates = {org: uuid4() for org in (self.region, self.commune, self.operator)}
        self.interior = uuid4()
        self.kinds = {
            self.region: "region",
            self.commune: "commune",
            self.operator: "public_operator",
            self.interior: "interior",
        }
        self.ceilings: dict[UUID, Money] = {}
        self.reference = "MED-1"
        self.id = ""
        self.version = 0
        self.position = 0
        self.known = False

    def of(self, organisation: UUID, *roles: str) -> dict[str, str]:
        return bearer(f"head-{organisation}", *(roles or ("partner",)), org=organisation)

    def aide(self, organisation: UUID) -> dict[str, str]:
        """A second person of an organisation: duties stay apart as persons."""
        return bearer(f"aide-{organisation}", "partner", org=organisation)

    def approver(self, organisation: UUID) -> dict[str, str]:
        """Who gives the visa that an organisation was asked for; never who prepared the text."""
        return bearer(f"approver-{organisation}", "approver", org=organisation)

    def twin(self) -> "Convention":
        """Another convention of the same parties, which the partners service knows already."""
        other = Convention(self.running)
        other.region, other.commune, other.operator = self.region, self.commune, self.operator
        other.interior = self.interior
        other.mandates, other.kinds, other.known = self.mandates, self.kinds, True
        other.interior, other.reference = self.interior, "MED-2"
        return other

    async def known_to_partners(self) -> None:
        if self.known:
            return
        for org in self.kinds:
            await self.running.hear(*self._registration(org))
        for org in self.mandates:
            await self.running.hear(*self._mandate(org))
        self.known = True

    def _registration(self, org: UUID) -> list[p.PartnersEvent]:
        return [
            p.OrganisationRegistered(
                organisation_id=org, kind=self.kinds[org], name_fr=f"Organisme {org.hex[:4]}"
            ),
            p.OrganisationVerified(organisation_id=org),
        ]

    def _mandate(self, org: UUID) -> list[p.PartnersEvent]:
        person = uuid4()
        return [
            p.RepresentativeRegistered(
                organisation_id=org, representative_id=person, subject=f"head-{org}"
            ),
            p.MandateRecorded(
                organisation_id=org,
                representative_id=person,
                mandate_id=self.mandates[org],
                capacity="president",
                instrument="deliberation 3/2026",
                valid_from=SOME_DAY,
                ceiling=self.ceilings.get(org),
            ),
            p.MandateConfirmed(mandate_id=self.mandates[org]),
        ]

    def draft(self, **changes: Any) -> Json:
        parties = [
            {"organisation_id": str(self.region), "roles": ["lead"], "signing_order": 1},
            {"organisation_id": str(self.commune), "roles": ["funder"], "signing_order": 1},
            {"organisation_id": str(self.operator), "roles": ["project_owner"], "signing_order": 2},
        ]
        articles = [
            {"article": name, "heading_fr": name, "text_fr": f"Texte {name}.", "text_ar": "نص"}
            for name in ("object", "commitments", "financing", "duration")
        ]
        action = {
            "action": "works",
            "label_fr": "Travaux",
            "territory": "01.511.01.0",
            "cost": mad(1000),
            "years": [{"year": 2026, "cost": mad(1000)}],
        }
        shares = [("region-26", self.region, 600), ("commune-26", self.commune, 400)]
        contributions = [
            {
                "contribution": name,
                "organisation_id": str(org),
                "action": "works",
                "year": 2026,
                "kind": "cash",
                "amount": mad(amount),
            }
            for name, org, amount in shares
        ]
        return {
            "reference": self.reference,
            "instrument": "financing",
            "title_fr": "Médina",
            "title_ar": "المدينة",
            "territory": "01.511.01.0",
            "total": mad(1000),
            "first_year": 2026,
            "last_year": 2027,
            "duration_months": 24,
            "parties": parties,
            "articles": articles,
            "actions": [action],
            "contributions": contributions,
        } | changes

    def needed(self) -> list[Json]:
        """The visas that its text needs: of the two councils, and of their deliberations."""
        asked = [("council_deliberation", self.region), ("council_deliberation", self.commune)]
        return [
            {"kind": kind, "organisation_id": str(org)}
            for kind, org in (*asked, ("interior", self.interior))
        ]

    async def drafted(self, **changes: Any) -> "Convention":
        await self.known_to_partners()
        body = self.draft(**changes)
        answer = await self.running.http.post(
            "/v1/conventions", json=body, headers=self.of(self.region)
        )
        assert answer.status_code == 201, answer.text
        self._remember(answer)
        return self

    def _remember(self, answer: Response) -> None:
        told = answer.json()
        self.id, self.version, self.position = told["id"], told["version"], told["position"]

    async def ask(
        self, who: dict[str, str], path: str, body: Json | None = None, method: str = "POST"
    ) -> Response:
        """Give a command under the version last seen."""
        headers = {**who, "If-Match": f'"{self.version}"'}
        url = f"/v1/conventions/{self.id}{path}"
        return await self.running.http.request(method, url, json=body or {}, headers=headers)

    async def do(
        self, who: dict[str, str], path: str, body: Json | None = None, method: str = "POST"
    ) -> None:
        answer = await self.ask(who, path, body, method)
        assert answer.status_code == 200, (path, answer.text)
        self._remember(answer)

    async def refused(
        self, who: dict[str, str], path: str, body: Json | None = None, method: str = "POST"
    ) -> Json:
        answer = await self.ask(who, path, body, method)
        assert answer.status_code >= 400, (path, answer.text)
        problem: Json = answer.json()
        return problem | {"status": answer.status_code}

    async def read(self, who: dict[str, str], path: str = "") -> Json:
        answer = await self.running.http.get(f"/v1/conventions/{self.id}{path}", headers=who)
        assert answer.status_code == 200, answer.text
        read: Json = answer.json()
        return read

    async def frozen(self) -> "Convention":
        lead = self.of(self.region)
        await self.do(lead, "/submission")
        await self.do(lead, "/rounds", {"deadline": "2100-01-01"})
        for org in self.mandates:
            await self.do(self.of(org), "/positions", {"stance": "accept"})
        await self.do(lead, "/rounds/closing", {"outcome": "consensus"})
        await self.do(lead, "/text")
        return self

    async def agreed(self) -> "Convention":
        await self.frozen()
        await self.do(self.of(self.region), "/approvals", {"approvals": self.needed()})
        for each in self.needed():
            by = self.approver(UUID(each["organisation_id"]))
            await self.do(by, "/approvals/grants", each | {"instrument": "Visa n° 1/2026"})
        return self

    async def signature(self, org: UUID, path: str = "/text") -> Json:
        text = await self.read(self.of(org), path)
        return {
            "mandate_id": str(self.mandates[org]),
            "text_sha256": text["sha256"],
            "level": "simple",
        }

    async def signed(self) -> "Convention":
        for org in self.mandates:
            await self.do(self.of(org), "/signatures", await self.signature(org))
        return self

    async def in_force(self) -> "Convention":
        await self.signed()
        await self.do(self.of(self.region), "/entry-into-force")
        return self
