"""The service over HTTP with a life of the largest convention in its log and in its lists."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Final

import httpx
from conventions.application import Conventions
from conventions.bootstrap import SERVICE
from fastapi import FastAPI
from mithaq.projections import Tail
from mithaq.runtime.assembly import api_of, open_kernel
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.service import Role
from mithaq.settings import Settings
from mithaq.store import Sequencer
from mithaq_local.testing import temporary_database

from ..conftest import Trusting
from .life import Life
from .service import Store
from .shape import Size

_NOW: Final = datetime(2026, 12, 2, 12, tzinfo=UTC)
_NOWHERE: Final = "http://issuer.test"


@asynccontextmanager
async def serving(
    postgres: str, size: Size, life: Life
) -> AsyncIterator[tuple[httpx.AsyncClient, FastAPI]]:
    """Once every list has all of it."""
    async with temporary_database(postgres) as url:
        settings = Settings(database_url=url, token_issuer=_NOWHERE, jwks_url=f"{_NOWHERE}/jwks")
        async with open_kernel(SERVICE, settings) as opened:
            kernel = Kernel(settings=settings, database=opened.database, clock=lambda: _NOW)
            store = Store(kernel, size)
            await store.begin()
            await store.stand_at(life)
            app = api_of(SERVICE, kernel, Role.ALL)
            app.state.verifier = Trusting()
            following = [asyncio.create_task(run) for run in _workers(kernel)]
            await _followed(app.state.parts, await store.last())
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://conventions.test", timeout=60
            ) as http:
                yield http, app
            for task in following:
                task.cancel()
            await asyncio.gather(*following, return_exceptions=True)


def _workers(kernel: Kernel) -> Iterator[Coroutine[Any, Any, None]]:
    yield Sequencer(kernel.database, kernel.appended, kernel.advanced).run()
    for model in SERVICE.own:
        tail = Tail(kernel.database, model.subscription(), kernel.advanced, kernel.progressed)
        yield tail.run()


async def _followed(conventions: Conventions, position: int) -> None:
    for reader in conventions.readers.values():
        await reader.wait(position, timeout_s=300)
