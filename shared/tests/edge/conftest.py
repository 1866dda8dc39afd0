"""Fixtures: a service on two ports, with deadlines short enough to wait for."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from .serving import Served, served

SHORT = {
    "HTTP_HEAD_SECONDS": "0.6",
    "HTTP_BODY_SECONDS": "0.6",
    "HTTP_WRITE_SECONDS": "0.6",
    "HTTP_MAX_CONNECTIONS_PER_CLIENT": "20",
}


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    async with served(tmp_path_factory.mktemp("edge"), SHORT) as service:
        yield service
