"""A convention over HTTP, as drafted and as in force."""

import pytest_asyncio

from ..conftest import Running
from .clients import Convention


@pytest_asyncio.fixture(loop_scope="session")
async def convention(running: Running) -> Convention:
    return await Convention(running).drafted()


@pytest_asyncio.fixture(loop_scope="session")
async def in_force(running: Running) -> Convention:
    drafted = await Convention(running).drafted()
    return await (await drafted.agreed()).in_force()
