"""One stage for all stories."""

from collections.abc import AsyncIterator

import pytest_asyncio

from .stage import Stage, opened


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    async with opened() as stage:
        yield stage
