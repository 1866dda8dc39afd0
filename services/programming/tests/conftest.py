"""The whole service on a real PostgreSQL: log sequenced, read models followed."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest_asyncio
from mithaq.canonical import canonical
from mithaq.commands import Caller
from mithaq.events import LogRecord
from mithaq.projections import Tail
from mithaq.projections.apply import apply
from mithaq.runtime.assembly import api_of, open_kernel
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.service import Role
from mithaq.settings import Settings
from mithaq.store import Sequencer
from mithaq.testing.levels import take_as_level
from mithaq.testing.trying import TryingFirst
from mithaq_local.testing import temporary_database
from programming.application import Programming
from programming.bootstrap import SERVICE
from programming.read_models.convention_actions import CONVENTION_ACTIONS

META = canonical(
    {
        "actor": {"id": "office-1", "capacity": "office", "organisation": None},
        "command_id": str(UUID(int=0)),
        "correlation_id": "test",
        "causation_id": None,
        "effective_date": "2026-03-02",
    }
)


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


def line(
    seq: int, stream: str, version: int, name: str, data: dict[str, Any], schema: int = 1
) -> LogRecord:
    """A line of the conventions' log as a topic brings it."""
    return LogRecord(
        seq=seq,
        hash=bytes(32),
        event_id=uuid4(),
        stream_id=stream,
        version=version,
        type=name,
        schema=schema,
        data=canonical(data),
        meta=META,
        recorded_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    )


@dataclass(frozen=True)
class Running:
    http: httpx.AsyncClient
    kernel: Kernel
    programming: Programming

    async def hear(self, *lines: LogRecord) -> None:
        """Take in what the conventions' topic brings."""
        subscription = CONVENTION_ACTIONS.subscription()
        async with self.kernel.engine.begin() as connection:
            await apply(connection, subscription, {subscription.sources[0]: lines})


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def running(postgres_server: str) -> AsyncIterator[Running]:
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(temporary_database(postgres_server))
        settings = Settings(
            database_url=database,
            token_issuer="http://issuer.test",
            jwks_url="http://issuer.test/jwks.json",
        )
        kernel = await stack.enter_async_context(open_kernel(SERVICE, settings))
        await take_as_level(kernel.database)
        app = api_of(SERVICE, kernel, Role.ALL)
        app.state.verifier = Trusting()
        log, advanced = kernel.database, kernel.advanced
        tails = [
            Tail(log, each.subscription(), advanced, kernel.progressed) for each in SERVICE.own
        ]
        work = [Sequencer(log, kernel.appended, advanced).run(), *(each.run() for each in tails)]
        following = [asyncio.create_task(each) for each in work]
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        trying = TryingFirst(transport, kernel.database.pool, Trusting())
        client = httpx.AsyncClient(transport=trying, base_url="http://programming.test")
        yield Running(await stack.enter_async_context(client), kernel, app.state.parts)
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)
