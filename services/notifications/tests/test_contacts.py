"""Asking partners where to write, as a service, and keeping nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from notifications.contacts import Contact, PartnersContacts
from notifications.delivery_failures import ContactErased, NotYetKnown
from notifications.tokens import IssuedTokens, MountedToken

PERSON = uuid4()
CONTACT = {"name": "Naïma", "email": "n@example.ma", "language": "ar", "organisation_id": "x"}


class FixedToken:
    async def token(self) -> str:
        return "t0ken"


def contacts(answer: Callable[[httpx.Request], httpx.Response]) -> PartnersContacts:
    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return PartnersContacts(http, "http://partners.test/", FixedToken())


async def test_a_contact_is_asked_with_a_service_token() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == f"http://partners.test/v1/representatives/{PERSON}/contact"
        assert request.headers["authorization"] == "Bearer t0ken"
        return httpx.Response(200, json=CONTACT)

    assert await contacts(answer).of(PERSON) == Contact("Naïma", "n@example.ma", "ar")


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (404, {"code": "contact-erased"}, ContactErased),
        (404, {"code": "representative-unknown"}, NotYetKnown),
        (401, {"code": "token-refused"}, NotYetKnown),
        (503, {}, NotYetKnown),
        (200, {"name": "N"}, NotYetKnown),
    ],
)
async def test_only_an_erased_contact_is_final(
    status: int, body: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        await contacts(lambda _: httpx.Response(status, json=body)).of(PERSON)


async def test_partners_out_of_reach_means_later() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(NotYetKnown, match="ConnectError"):
        await contacts(refuse).of(PERSON)


async def test_an_issued_token_is_kept_until_it_is_about_to_expire() -> None:
    asked: list[dict[str, object]] = []
    now = 0.0

    def issue(request: httpx.Request) -> httpx.Response:
        asked.append(json.loads(request.content))
        return httpx.Response(200, json={"access_token": f"t{len(asked)}", "expires_in": 100})

    http = httpx.AsyncClient(transport=httpx.MockTransport(issue))
    tokens = IssuedTokens(http, "http://issuer.test", clock=lambda: now)
    assert [await tokens.token(), await tokens.token()] == ["t1", "t1"]
    now = 41.0
    assert await tokens.token() == "t2"
    assert asked[0]["roles"] == ["service"]


async def test_a_mounted_token_is_read_each_time(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("one\n")
    tokens = MountedToken(file)
    assert await tokens.token() == "one"
    file.write_text("two\n")
    assert await tokens.token() == "two"
