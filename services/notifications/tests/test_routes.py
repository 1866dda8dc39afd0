"""The delivery log over HTTP, and sending once more by command."""

import asyncio
import json
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest
from mithaq.commands import Caller
from mithaq.runtime import Kernel, Role
from mithaq.runtime.assembly import api_of
from mithaq.settings import Settings
from mithaq.store import Database
from mithaq.testing.trying import TryingFirst
from notifications.bootstrap import SERVICE
from notifications.outbox import deliveries
from notifications.outbox.waiting_notices import address_waiting
from notifications.sending import Sender

from .stories import (
    COMMUNE,
    CONVENTION,
    DRAFTED,
    INVITED,
    MAYOR,
    NOW,
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
    trying = TryingFirst(transport, database.pool, Trusting())
    async with httpx.AsyncClient(transport=trying, base_url="http://notifications") as client:
        yield client


def assert_problem(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


@pytest.fixture
async def told(world: World, sender: Sender) -> World:
    """One message sent, one notice waiting for a signatory of the region."""
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED, requested(COMMUNE, REGION))
    assert (await address_waiting(world.engine, NOW)).addressed == 1
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
    assert (accepted.status_code, accepted.json()["position"]) == (202, 0)
    again_due = (await http.get(path, headers=OFFICE)).json()
    assert (again_due["state"], again_due["redelivered_by"]) == ("due", "u-1")
    assert accepted.json()["version"] == again_due["version"]
    assert_problem(await http.post(again, headers=OFFICE | match), 412, "version-conflict")
    under_way = {"If-Match": accepted.headers["etag"]}
    refused = await http.post(again, headers=OFFICE | under_way)
    assert_problem(refused, 409, "delivery-not-redeliverable")
    assert await sender.send_next()
    assert [message["Message-ID"] for message in mailer.taken] == [
        mailer.taken[0]["Message-ID"]
    ] * 2


async def sent_once(http: httpx.AsyncClient) -> tuple[str, dict[str, str]]:
    """The path and the ETag of the message that was sent."""
    sent = await http.get("/v1/deliveries?state=sent", headers=OFFICE)
    path = f"/v1/deliveries/{sent.json()['items'][0]['delivery_id']}"
    return path, {"If-Match": (await http.get(path, headers=OFFICE)).headers["etag"]}


async def test_a_repeated_redelivery_answers_the_first_result_and_sends_nothing_more(
    told: World, http: httpx.AsyncClient, sender: Sender, mailer: FakeMailer
) -> None:
    path, match = await sent_once(http)
    keyed = {**OFFICE, **match, "Idempotency-Key": "once-more"}
    first = await http.post(f"{path}/redelivery", headers=keyed)
    assert first.status_code == 202
    assert await sender.send_next()
    again = await http.post(f"{path}/redelivery", headers=keyed)
    assert (again.status_code, again.json()) == (202, first.json())
    assert again.headers["etag"] == first.headers["etag"]
    assert not await sender.send_next()
    assert len(mailer.taken) == 2
    other = await http.post(f"/v1/deliveries/{uuid4()}/redelivery", headers=keyed)
    assert_problem(other, 422, "idempotency-key-reused")
    assert told.heard


async def test_of_one_redelivery_sent_at_once_one_is_done(
    told: World, http: httpx.AsyncClient, database: Database
) -> None:
    path, match = await sent_once(http)
    keyed = {**OFFICE, **match, "Idempotency-Key": "once-more"}
    answers = await asyncio.gather(
        *(http.post(f"{path}/redelivery", headers=keyed) for _ in range(6))
    )
    assert {(each.status_code, each.text) for each in answers} == {(202, answers[0].text)}
    assert await database.pool.fetchval("SELECT count(*) FROM command") == 1
    assert told.heard


async def test_a_redelivery_that_ends_midway_leaves_its_key_free(
    told: World, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message and the key are written together, or neither is."""
    path, match = await sent_once(http)
    keyed = {**OFFICE, **match, "Idempotency-Key": "once-more"}

    async def dying(*_: object) -> bool:
        raise RuntimeError("the process ends here")

    with monkeypatch.context() as dead:
        dead.setattr(deliveries, "make_due", dying)
        died = await http.post(f"{path}/redelivery", headers=keyed)
    assert died.status_code == 500
    assert (await http.get(path, headers=OFFICE)).json()["state"] == "sent"
    assert (await http.post(f"{path}/redelivery", headers=keyed)).status_code == 202
    assert told.heard


async def test_a_redelivery_is_tried_without_sending(
    told: World, http: httpx.AsyncClient, sender: Sender
) -> None:
    path, match = await sent_once(http)
    tried = await http.post(f"{path}/redelivery?dry_run=true", headers={**OFFICE, **match})
    assert tried.status_code == 200
    assert tried.json() == {
        "events": [],
        "changes": [{"figure": "state", "before": "sent", "after": "due"}],
        "opens": [],
        "closes": [],
        "left_out": {},
    }
    assert not await sender.send_next()
    assert told.heard
