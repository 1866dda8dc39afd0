"""Commands that are only tried: over HTTP, on streams in memory."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fastapi import APIRouter, FastAPI, Response
from httpx import ASGITransport, AsyncClient
from mithaq.errors import RuleBroken
from mithaq.events import Catalogue, Provenance
from mithaq.http import (
    PROBLEMS,
    Answer,
    Body,
    Conditional,
    MoneyBody,
    Sender,
    UnconditionalSender,
    create_app,
)
from mithaq.money import Money
from mithaq.settings import Settings
from mithaq.store import Change, Streams, append_to
from mithaq.testing.issuer import TestIssuer
from mithaq.testing.memory import InMemoryEventStore
from mithaq.trials import Figures

from .conftest import TEXTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    text: str


class Empty(RuleBroken):
    code = "over-payment"


class Payment(Body):
    amount: MoneyBody


Purse = Money
CATALOGUE: Catalogue[Paid | Noted] = Catalogue.of("ma.mithaq.purses", Paid | Noted)


def paid(purse: Purse, event: Paid | Noted, _: Provenance) -> Purse:
    return purse + event.amount if isinstance(event, Paid) else purse


def told(purse: Purse) -> Figures:
    return {"sum": purse, "size": "large" if purse > Money(1000) else "small", "currencies": 1}


def open_of(purse: Purse) -> frozenset[str]:
    return frozenset({"close"} if purse else {"fill"})


class Purses:
    """A service of one kind of thing, with something it does after each command."""

    def __init__(self) -> None:
        self.store, self.afterwards = InMemoryEventStore(), list[str]()
        self.streams: Streams[Purse, Any] = Streams(
            self.store, CATALOGUE, Money(0), paid, figures=told
        )
        self.router = APIRouter(prefix="/v1/purses", responses=PROBLEMS)
        self.router.post("", status_code=201)(self.make)
        self.router.post("/{purse}/payment")(self.pay)
        self.router.get("/{purse}")(self.read)

    async def make(self, body: Payment, sender: UnconditionalSender) -> Answer:
        new = sender.new_id("purse")
        return await self._give(sender, f"purse-{new}", body.amount.money(), str(new))

    async def pay(
        self, purse: UUID, body: Payment, submission: Conditional, response: Response
    ) -> Answer:
        sender = Sender(submission, response)
        return await self._give(sender, f"purse-{purse}", body.amount.money(), str(purse))

    async def read(self, purse: UUID) -> int:
        return (await self.streams.load(f"purse-{purse}")).version

    async def _give(self, sender: Sender, stream: str, amount: Money, made: str) -> Answer:
        def decide(purse: Purse) -> list[Paid | Noted]:
            if purse + amount < Money(0):
                raise Empty(paid=str(-amount), ordered=str(purse))
            return [Paid(amount=amount)] if amount else []

        def note(_: Purse) -> list[Paid | Noted]:
            return [Noted(text=made)] if amount else []

        parts = [
            Change(self.streams, stream, decide, openings=open_of),
            Change(self.streams, f"note-{made}", note),
        ]
        accepted = await append_to(parts, sender.submission.request("office", date(2026, 3, 2)))
        self.afterwards.append(stream)
        return sender.answer(accepted, made, location=f"/v1/purses/{made}")


@pytest.fixture
def purses() -> Purses:
    return Purses()


@pytest.fixture
def app(settings: Settings, purses: Purses) -> FastAPI:
    return create_app(
        service="purses", title="Purses", routers=[purses.router], texts=TEXTS, settings=settings
    )


@pytest.fixture
async def http(app: FastAPI, issuer: TestIssuer) -> AsyncIterator[AsyncClient]:
    transport, headers = ASGITransport(app), issuer.bearer("amina")
    async with AsyncClient(
        transport=transport, base_url="http://purses.test", headers=headers
    ) as client:
        yield client


def mad(amount: str) -> dict[str, Any]:
    return {"amount": {"amount": amount, "currency": "MAD"}}


TRIED = {"dry_run": "true"}
PURSE = f"/v1/purses/{UUID(int=7)}"


async def pay(http: AsyncClient, amount: str, version: int, **query: str) -> Any:
    headers = {"If-Match": f'"{version}"'}
    return await http.post(f"{PURSE}/payment", json=mad(amount), headers=headers, params=query)


async def test_a_trial_tells_what_would_happen_and_nothing_does(
    http: AsyncClient, purses: Purses
) -> None:
    await pay(http, "5", 0)
    purses.afterwards.clear()
    answer = await pay(http, "7.50", 1, dry_run="true")
    assert answer.status_code == 200
    assert answer.json() == {
        "events": [
            {
                "stream": f"purse-{UUID(int=7)}",
                "version": 2,
                "type": "Paid",
                "data": mad("7.50"),
                "left_out": {},
            },
            {
                "stream": f"note-{UUID(int=7)}",
                "version": 2,
                "type": "Noted",
                "data": {"text": str(UUID(int=7))},
                "left_out": {},
            },
        ],
        "changes": [
            {"figure": "size", "before": "small", "after": "large"},
            {"figure": "sum", "before": mad("5.00")["amount"], "after": mad("12.50")["amount"]},
        ],
        "left_out": {},
        "opens": [],
        "closes": [],
    }
    assert purses.store.count == 2
    assert purses.afterwards == []
    assert {"etag", "mithaq-position", "location"}.isdisjoint(answer.headers)


async def test_the_commands_it_would_open_and_close(http: AsyncClient) -> None:
    answer = await pay(http, "1", 0, dry_run="true")
    assert (answer.json()["opens"], answer.json()["closes"]) == (["close"], ["fill"])


async def test_a_creation_is_tried_under_the_id_it_would_get(
    http: AsyncClient, purses: Purses
) -> None:
    key = {"Idempotency-Key": "order-1"}
    tried = await http.post("/v1/purses", json=mad("3"), headers=key, params=TRIED)
    assert tried.status_code == 200
    assert purses.store.count == 0
    made = await http.post("/v1/purses", json=mad("3"), headers=key)
    assert made.status_code == 201
    assert tried.json()["events"][0]["stream"] == f"purse-{made.json()['id']}"


async def test_a_key_is_not_used_by_a_trial_nor_answered_to_one(http: AsyncClient) -> None:
    key = {"Idempotency-Key": "order-1"}
    for _ in range(2):
        await http.post("/v1/purses", json=mad("3"), headers=key, params=TRIED)
    first = await http.post("/v1/purses", json=mad("4"), headers=key)
    assert first.status_code == 201
    tried = await http.post("/v1/purses", json=mad("4"), headers=key, params=TRIED)
    assert [each["version"] for each in tried.json()["events"]] == [2, 2]
    again = await http.post("/v1/purses", json=mad("4"), headers=key)
    assert again.json() == first.json()


async def test_saying_that_it_is_none_makes_no_other_request(http: AsyncClient) -> None:
    key = {"Idempotency-Key": "order-1"}
    first = await http.post("/v1/purses", json=mad("3"), headers=key)
    again = await http.post("/v1/purses", json=mad("3"), headers=key, params={"dry_run": "false"})
    assert again.json() == first.json()


@pytest.mark.parametrize(
    ("amount", "version", "status"),
    [("-1", 0, 409), ("1", 3, 412), ("1,5", 0, 422), ("-0.01", 0, 409)],
)
async def test_what_would_be_refused_is_refused_alike(
    http: AsyncClient, amount: str, version: int, status: int
) -> None:
    tried = await pay(http, amount, version, dry_run="true")
    given = await pay(http, amount, version)
    told = [
        {key: each for key, each in answer.json().items() if key != "correlation_id"}
        for answer in (tried, given)
    ]
    assert told[0] == told[1]
    assert (tried.status_code, given.status_code) == (status, status)
    assert tried.headers.get("etag") == given.headers.get("etag")


async def test_what_would_change_nothing_has_no_events(http: AsyncClient, purses: Purses) -> None:
    answer = await pay(http, "0", 0, dry_run="true")
    assert answer.json() == {
        "events": [],
        "changes": [],
        "left_out": {},
        "opens": [],
        "closes": [],
    }
    assert purses.store.count == 0


@pytest.mark.parametrize("said", ["1", "True", "yes", "", "dry"])
async def test_only_true_and_false_are_understood(
    http: AsyncClient, purses: Purses, said: str
) -> None:
    answer = await pay(http, "1", 0, dry_run=said)
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "dry_run")
    twice = await http.post(f"{PURSE}/payment?dry_run=true&dry_run=false", json=mad("1"))
    assert twice.status_code == 422
    assert purses.store.count == 0


async def test_a_read_knows_no_dry_run(http: AsyncClient) -> None:
    answer = await http.get(PURSE, params=TRIED)
    assert (answer.status_code, answer.json()["code"]) == (422, "parameters-invalid")


async def test_a_trial_needs_what_a_command_needs(http: AsyncClient, app: FastAPI) -> None:
    unnamed = await http.post(f"{PURSE}/payment", json=mad("1"), params=TRIED)
    assert unnamed.status_code == 428
    async with AsyncClient(transport=ASGITransport(app), base_url="http://purses.test") as nobody:
        answer = await nobody.post("/v1/purses", json=mad("1"), params=TRIED)
    assert answer.status_code == 401


async def test_the_description_offers_it_on_commands_alone(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    offered = {
        (path, method): [each["schema"] for each in told["parameters"] if each["name"] == "dry_run"]
        for path, methods in paths.items()
        for method, told in methods.items()
    }
    boolean = {"type": "boolean", "default": False, "title": "Dry Run"}
    assert offered[("/v1/purses/{purse}", "get")] == []
    for path in ("/v1/purses", "/v1/purses/{purse}/payment"):
        assert [{**each, "title": "Dry Run"} for each in offered[(path, "post")]] == [boolean]
        schema = paths[path]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert "#/components/schemas/Trial" in str(schema)
