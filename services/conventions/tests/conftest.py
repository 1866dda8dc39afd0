"""The whole service on a real PostgreSQL: log sequenced, read models followed, partners known."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import httpx
import pytest_asyncio
from conventions.application import Conventions
from conventions.bootstrap import SERVICE
from conventions.heard import partners as p
from conventions.read_models.partner_registry import PARTNER_REGISTRY
from mithaq.commands import Caller
from mithaq.events import Recorded
from mithaq.projections import Tail
from mithaq.runtime.assembly import api_of, open_kernel
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.service import Role
from mithaq.settings import Settings
from mithaq.store import Sequencer
from mithaq.testing.levels import take_as_level
from mithaq.testing.recorded import recorded
from mithaq.testing.trying import TryingFirst
from mithaq_local.testing import temporary_database

SOME_DAY = date(2026, 1, 5)


class Trusting:
    """A verifier that believes what the token says of itself: `{"sub", "org", "roles"}`."""

    async def verify(self, token: str) -> Caller:
        claims = json.loads(token)
        organisation = UUID(claims["org"]) if claims.get("org") else None
        return Caller(
            subject=claims["sub"], organisation=organisation, roles=frozenset(claims["roles"])
        )


@dataclass(frozen=True)
class Running:
    http: httpx.AsyncClient
    kernel: Kernel
    conventions: Conventions

    async def hear(self, *events: p.PartnersEvent, on: date = SOME_DAY) -> None:
        """Partners published these events, of that day, and we consumed them."""
        async with self.kernel.engine.begin() as connection:
            await PARTNER_REGISTRY.project(connection, [_recorded(event, on) for event in events])


def _recorded(event: p.PartnersEvent, on: date) -> Recorded[p.PartnersEvent]:
    noted = datetime(2026, 1, 5, tzinfo=UTC)
    return recorded(p.PARTNERS.source, event, "organisation", effective_date=on, at=noted)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def running(postgres_server: str) -> AsyncIterator[Running]:
    async with AsyncExitStack() as stack:
        settings = Settings(
            database_url=await stack.enter_async_context(temporary_database(postgres_server)),
            token_issuer="http://issuer.test",
            jwks_url="http://issuer.test/jwks.json",
        )
        kernel = await stack.enter_async_context(open_kernel(SERVICE, settings))
        await take_as_level(kernel.database)
        app = api_of(SERVICE, kernel, Role.ALL)
        app.state.verifier = Trusting()
        sequencer = Sequencer(kernel.database, kernel.appended, kernel.advanced)
        tails = [
            Tail(kernel.database, model.subscription(), kernel.advanced, kernel.progressed)
            for model in SERVICE.own
        ]
        runs = [sequencer.run(), *(tail.run() for tail in tails)]
        following = [asyncio.create_task(run) for run in runs]
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        trying = TryingFirst(transport, kernel.database.pool, Trusting())
        client = httpx.AsyncClient(transport=trying, base_url="http://conventions.test")
        await stack.enter_async_context(client)
        yield Running(client, kernel, app.state.parts)
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)
