"""The whole service on a real PostgreSQL, fed the lines that topics would bring."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest
from audit.bootstrap import SERVICE
from audit.read_models.commitments import COMMITMENTS
from audit.read_models.event_copy import EVENT_COPY
from mithaq.commands import Caller
from mithaq.events import LogRecord
from mithaq.projections import RawReadModel, ReadModel
from mithaq.projections.apply import apply
from mithaq.runtime.assembly import api_of, open_kernel
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.service import Role
from mithaq.settings import Settings
from mithaq.testing.copies import begin_here
from mithaq.testing.levels import take_as_level
from mithaq_local.testing import temporary_database

from .world import Logs, the_story


class Trusting:
    """A verifier that believes what the token says of itself."""

    async def verify(self, token: str) -> Caller:
        claims = json.loads(token)
        organisation = UUID(claims["org"]) if claims.get("org") else None
        return Caller(
            subject=claims["sub"], organisation=organisation, roles=frozenset(claims["roles"])
        )


def bearer(subject: str, *roles: str, org: UUID | None = None) -> dict[str, str]:
    token = json.dumps({"sub": subject, "org": str(org) if org else None, "roles": roles})
    return {"Authorization": f"Bearer {token}"}


@dataclass(frozen=True)
class Running:
    http: httpx.AsyncClient
    kernel: Kernel

    async def receive(self, logs: Logs) -> None:
        for source, lines in logs.lines.items():
            for model in (EVENT_COPY, COMMITMENTS):
                await self.project(model, source, lines)

    async def project(
        self, model: ReadModel | RawReadModel, source: str, lines: Sequence[LogRecord]
    ) -> None:
        async with self.kernel.engine.begin() as connection:
            await apply(connection, model.subscription(), {source: lines})


def settings(url: str) -> Settings:
    return Settings(
        database_url=url,
        token_issuer="http://issuer.test",
        jwks_url="http://issuer.test/jwks.json",
    )


@pytest.fixture(scope="session")
async def prepared(postgres_server: str) -> AsyncIterator[str]:
    """The address of a database with every table in it: to copy one takes less than to make it."""
    async with temporary_database(postgres_server) as url:
        async with open_kernel(SERVICE, settings(url)) as kernel:
            await take_as_level(kernel.database)
        yield url


@pytest.fixture
async def running(postgres_server: str, prepared: str) -> AsyncIterator[Running]:
    """An audit that has received nothing yet."""
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(temporary_database(postgres_server, like=prepared))
        await begin_here(url)
        kernel = await stack.enter_async_context(open_kernel(SERVICE, settings(url)))
        app = api_of(SERVICE, kernel, Role.ALL)
        app.state.verifier = Trusting()
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://audit.test") as http:
            yield Running(http, kernel)


@pytest.fixture
async def told(running: Running) -> Running:
    """An audit that has received the story."""
    await running.receive(the_story())
    return running
