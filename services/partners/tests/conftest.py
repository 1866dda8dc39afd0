"""The whole service on a real PostgreSQL: log sequenced, read models followed, keys apart."""

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest_asyncio
from fastapi import FastAPI
from mithaq.commands import Caller
from mithaq.projections import Tail
from mithaq.runtime.assembly import api_of, open_kernel
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.service import Role
from mithaq.settings import Settings
from mithaq.store import Sequencer
from mithaq.testing.levels import take_as_level
from mithaq.testing.trying import TryingFirst
from mithaq_local.testing import temporary_database
from partners.application import Partners
from partners.bootstrap import SERVICE, opened_keys, put_together


class Trusting:
    """A verifier that believes what the token says of itself: `{"sub", "org", "roles"}`."""

    async def verify(self, token: str) -> Caller:
        claims = json.loads(token)
        organisation = UUID(claims["org"]) if claims.get("org") else None
        return Caller(
            subject=claims["sub"], organisation=organisation, roles=frozenset(claims["roles"])
        )


def bearer(subject: str, *roles: str, org: str | None = None) -> dict[str, str]:
    token = json.dumps({"sub": subject, "org": org, "roles": roles})
    return {"Authorization": f"Bearer {token}"}


@dataclass(frozen=True)
class Running:
    http: httpx.AsyncClient
    kernel: Kernel
    partners: Partners
    app: FastAPI


def works(kernel: Kernel) -> list[Coroutine[Any, Any, None]]:
    """What a worker process does, short of Kafka."""
    database, advanced = kernel.database, kernel.advanced
    return [
        Sequencer(database, kernel.appended, advanced).run(),
        *(
            Tail(database, model.subscription(), advanced, kernel.progressed).run()
            for model in SERVICE.own
        ),
    ]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def running(postgres_server: str) -> AsyncIterator[Running]:
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(temporary_database(postgres_server))
        keys_database = await stack.enter_async_context(temporary_database(postgres_server))
        settings = Settings(
            database_url=database,
            keys_database_url=keys_database,
            token_issuer="http://issuer.test",
            jwks_url="http://issuer.test/jwks.json",
        )
        keys = await stack.enter_async_context(opened_keys(settings))
        kernel = await stack.enter_async_context(open_kernel(SERVICE, settings))
        await take_as_level(kernel.database)
        parts = put_together(kernel, keys)
        app = api_of(SERVICE, kernel, Role.ALL)
        app.state.parts, app.state.verifier = parts, Trusting()
        following = [asyncio.create_task(work) for work in works(kernel)]
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        trying = TryingFirst(
            transport, kernel.database.pool, Trusting(), differs=frozenset({"nonce", "ciphertext"})
        )
        client = httpx.AsyncClient(transport=trying, base_url="http://partners.test")
        yield Running(await stack.enter_async_context(client), kernel, parts, app)
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)
