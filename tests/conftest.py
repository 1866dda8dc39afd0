"""Fixtures: a complete stack for this test run, and HTTP callers."""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import httpx
import pytest
from mithaq_local.stack import Stack
from mithaq_local.testing import temporary_stack

from tests.callers import Callers
from tests.demo import played


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Every process of Mithaq, started once per session and removed afterwards."""
    with temporary_stack("e2e") as stack:
        stack.start()
        yield stack


@pytest.fixture(scope="session")
def addresses(stack: Stack) -> Mapping[str, str]:
    return stack.addresses()


@pytest.fixture(scope="session")
async def tables(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The results of an undisturbed demo on the running stack."""
    return await played(stack, tmp_path_factory.mktemp("demo"))


@pytest.fixture
async def callers(addresses: Mapping[str, str]) -> AsyncIterator[Callers]:
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        yield Callers(http, addresses)
