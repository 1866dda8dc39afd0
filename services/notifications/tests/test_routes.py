"""The delivery log over HTTP, and sending once more by command."""

import json
from collections.abc import AsyncIterator
from datetime import date
from uuid import uuid4

import httpx
import pytest
from mithaq.commands import Caller
from mithaq.runtime import Kernel, Role
from mithaq.runtime.assembly import api_of
from mithaq.settings import Settings
from mithaq.store import Database
from notifications.bootstrap import SERVICE
from notifications.outbox.waiting_notices import address_waiting
from notifications.sending import Sender

from .stories import (
    COMMUNE,
    CONVENTION,
    DRAFTED,
    INVITED,
    MAYOR,
    REGION,
    FakeMailer,
    World,
    granted,
    requested,
)


class Trusting:
    """A verifier that believes what the token says of itself."""

    async def verify(self, token: str) -> Caller:
        claims = json.loads(token)
        return Caller(subject=claims["sub"], roles=frozenset(claims["roles"]))


def bearer(*roles: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {json.dumps({'sub': 'u-1', 'roles': roles})}"}


OFFICE, AUDITOR, PARTNER = bearer("office"), bearer("auditor"), bearer("partner")


@pytest.fixture
async def http(database: Database) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(
        database_url=database.url,
        token_issuer="http://issuer.test",
        jwks_url="http://issuer.test/jwks.json",
    )
    app = api_of(SERVICE, Kernel(settings=settings, database=database), Role.API)
    app.state.verifier = Trusting()
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://notifications") as client:
        yield client


def assert_problem(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


@pytest.fixture
async def told(world: World, sender: Sender) -> World:
    """One message sent, one notice waiting for a signatory of the region."""
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED, requested(COMMUNE, REGION))
    assert await address_waiting(world.engine, date(2026, 4, 1)) == 1
    assert await sender.send_next()
    return world


async def test_the_log_shows_what_was_sent_and_what_waits(
    told: World, http: httpx.AsyncClient
) -> None:
    assert told.heard
    items = (await http.get("/v1/deliveries", headers=AUDITOR)).json()["items"]
    assert {(item["state"], item["recipient"]) for item in items} == {
        ("sent", str(MAYOR)),
        ("waiting", None),
    }
    waiting = await http.get("/v1/deliveries?state=waiting", headers=OFFICE)
    (item,) = waiting.json()["items"]
    assert (item["reason"], item["organisation_id"]) == ("no-signatory-known", str(REGION))
    of_it = await http.get(f"/v1/deliveries?convention={CONVENTION}&limit=1", headers=OFFICE)
    after = of_it.json()["next"]
    rest = await http.get(
        f"/v1/deliveries?convention={CONVENTION}&limit=1&after={after}", headers=OFFICE
    )
    seen = [page.json()["items"][0]["delivery_id"] for page in (of_it, rest)]
    assert len(set(seen)) == 2
    assert rest.json()["next"] is None
    elsewhere = await http.get(f"/v1/deliveries?convention={uuid4()}", headers=OFFICE)
    assert elsewhere.json()["items"] == []
    assert "example.ma" not in of_it.text + rest.text


async def test_the_log_is_for_the_office_and_auditors(http: httpx.AsyncClient) -> None:
    for path in ("/v1/deliveries", f"/v1/deliveries/{uuid4()}"):
        refused = await http.get(path, headers=PARTNER)
        assert_problem(refused, 403, "delivery-log-readers-only")
    unknown = await http.get(f"/v1/deliveries/{uuid4()}", headers=OFFICE)
    assert_problem(unknown, 404, "delivery-unknown")


async def test_the_office_has_a_message_sent_once_more(
    told: World, http: httpx.AsyncClient, sender: Sender, mailer: FakeMailer
) -> None:
    assert told.heard
    sent = await http.get("/v1/deliveries?state=sent", headers=OFFICE)
    path = f"/v1/deliveries/{sent.json()['items'][0]['delivery_id']}"
    etag = (await http.get(path, headers=OFFICE)).headers["etag"]
    again, match = f"{path}/redelivery", {"If-Match": etag}
    assert_problem(await http.post(again, headers=OFFICE), 428, "precondition-required")
    assert_problem(await http.post(again, headers=AUDITOR | match), 403, "redelivery-office-only")
    accepted = await http.post(again, headers=OFFICE | match)
    assert (accepted.status_code, accepted.json()["state"]) == (202, "due")
    assert accepted.json()["redelivered_by"] == "u-1"
    assert_problem(await http.post(again, headers=OFFICE | match), 412, "version-conflict")
    under_way = {"If-Match": accepted.headers["etag"]}
    refused = await http.post(again, headers=OFFICE | under_way)
    assert_problem(refused, 409, "delivery-not-redeliverable")
    assert await sender.send_next()
    assert [message["Message-ID"] for message in mailer.taken] == [
        mailer.taken[0]["Message-ID"]
    ] * 2
