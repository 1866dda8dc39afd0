"""The response to an unauthenticated client (RFC 6750)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import APIRouter
from httpx import ASGITransport, AsyncClient
from mithaq.http import CallerOf, create_app
from mithaq.settings import Settings
from mithaq.testing.issuer import ISSUER, TestIssuer
from mithaq.words import texts_of

router = APIRouter()


@router.get("/v1/me")
async def me(caller: CallerOf) -> str:
    return caller.subject


@pytest.fixture
def issuer(tmp_path: Path) -> TestIssuer:
    return TestIssuer(tmp_path)


@pytest.fixture
async def client(issuer: TestIssuer) -> AsyncIterator[AsyncClient]:
    settings = Settings(
        database_url="postgresql+asyncpg://nowhere", token_issuer=ISSUER, jwks_url=issuer.jwks_url
    )
    app = create_app(
        service="me", title="Me", routers=[router], texts=texts_of(), settings=settings
    )
    async with AsyncClient(transport=ASGITransport(app), base_url="http://me") as client:
        yield client


async def test_a_known_caller_is_served(client: AsyncClient, issuer: TestIssuer) -> None:
    assert (await client.get("/v1/me", headers=issuer.bearer("amina"))).json() == "amina"


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic YTpi", "Token x"])
async def test_without_a_token_no_error_is_named(client: AsyncClient, header: str | None) -> None:
    answer = await client.get("/v1/me", headers={"Authorization": header} if header else {})
    assert (answer.status_code, answer.json()["code"]) == (401, "token-missing")
    assert answer.headers["www-authenticate"] == 'Bearer realm="mithaq"'


async def test_a_refusal_names_the_reason_and_never_the_token(
    client: AsyncClient, issuer: TestIssuer
) -> None:
    token = issuer.token("amina", claims={"aud": "other"})
    answer = await client.get("/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "token-refused")
    assert answer.headers["www-authenticate"] == (
        'Bearer realm="mithaq", error="invalid_token", error_description="audience"'
    )
    assert token not in answer.text


async def test_without_reachable_keys_the_status_is_503(
    client: AsyncClient, issuer: TestIssuer, tmp_path: Path
) -> None:
    await asyncio.to_thread((tmp_path / "jwks.json").unlink)
    answer = await client.get("/v1/me", headers=issuer.bearer("amina"))
    assert (answer.status_code, answer.json()["code"]) == (503, "keys-unavailable")
    assert answer.headers["retry-after"] == "1"
