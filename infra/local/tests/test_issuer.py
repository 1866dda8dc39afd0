import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from joserfc import jwt
from joserfc.jwk import KeySet
from mithaq_local.issuer import build, signing_key

ISSUER = "http://127.0.0.1:20000"
NOW = 1_800_000_000
WHO = {"sub": "u-1", "name": "Amal", "org": "o-1", "roles": ["finance", "viewer"]}


@pytest_asyncio.fixture
async def web(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=build(signing_key(tmp_path), ISSUER, lambda: NOW))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


async def read(web: httpx.AsyncClient, answer: httpx.Response) -> jwt.Token:
    keys = KeySet.import_key_set((await web.get("/.well-known/jwks.json")).json())
    return jwt.decode(answer.json()["access_token"], keys, algorithms=["ES256"])


async def test_a_token_says_who_it_is_for(web: httpx.AsyncClient) -> None:
    token = await read(web, await web.post("/token", json=WHO))
    expected = {"iss": ISSUER, "aud": "mithaq", "iat": NOW, "exp": NOW + 3600}
    assert UUID(token.claims.pop("jti"))
    assert token.claims == WHO | expected
    assert (token.header["typ"], token.header["alg"]) == ("at+jwt", "ES256")


@pytest.mark.parametrize("roles", [["finance", "viewer"], "finance viewer"])
async def test_a_form_asks_the_same(web: httpx.AsyncClient, roles: Any) -> None:
    form = WHO | {"grant_type": "client_credentials", "roles": roles}
    token = await read(web, await web.post("/token", data=form))
    assert {name: token.claims[name] for name in WHO} == WHO


async def test_a_token_lasts_as_long_as_asked_but_no_longer_than_a_day(
    web: httpx.AsyncClient,
) -> None:
    for asked, given in ((60, 60), (10**9, 86_400)):
        answer = await web.post("/token", json=WHO | {"expires_in": asked})
        assert answer.json()["expires_in"] == given


async def test_a_token_already_expired_can_be_had(web: httpx.AsyncClient) -> None:
    token = await read(web, await web.post("/token", json=WHO | {"expires_in": -60}))
    assert token.claims["exp"] == NOW - 60


@pytest.mark.parametrize(
    "body", ["{}", '{"sub": ""}', '{"sub": 1}', "[]", "{", '{"sub": "u", "expires_in": "soon"}']
)
async def test_a_request_without_a_subject_is_refused(web: httpx.AsyncClient, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await web.post("/token", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_discovery_leads_to_the_keys(web: httpx.AsyncClient) -> None:
    document = (await web.get("/.well-known/openid-configuration")).json()
    assert document["issuer"] == ISSUER
    assert document["jwks_uri"] == f"{ISSUER}/.well-known/jwks.json"


async def test_the_private_key_is_not_published(web: httpx.AsyncClient) -> None:
    (key,) = (await web.get("/.well-known/jwks.json")).json()["keys"]
    assert "d" not in key
    assert key["alg"] == "ES256"


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first, second = signing_key(tmp_path), signing_key(tmp_path)
    assert first.kid == second.kid
    assert first.as_dict(private=True) == second.as_dict(private=True)
    assert stat.S_IMODE((tmp_path / "key.json").stat().st_mode) == 0o600
