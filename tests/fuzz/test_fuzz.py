"""Whatever is sent, by whomever: no answer is a server error, and each is one the API describes.

`make test-fuzz` sends 50,000 requests (CASES=n); in `make test` it is a few hundred.
"""

import asyncio
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack

import httpx
import pytest
import structlog

from tests.architecture.inputs import SERVICES
from tests.fuzz.campaign import Campaign, Send
from tests.fuzz.world import World, opened

CASES = int(os.environ.get("MITHAQ_FUZZ_CASES", "400"))
SEED = int(os.environ.get("MITHAQ_FUZZ_SEED", "1"))
# By the number of their operations.
SHARES = {
    "partners": 0.2,
    "conventions": 0.5,
    "programming": 0.12,
    "notifications": 0.06,
    "audit": 0.12,
}


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop of its own: Hypothesis is no coroutine, and asks this one to send."""
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture(autouse=True, scope="module")
def _plain_logs() -> Iterator[None]:
    """By default structlog prints every local variable of a traceback, which takes seconds."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="module")
def world(postgres_server: str, loop: asyncio.AbstractEventLoop) -> Iterator[World]:
    stack = AsyncExitStack()
    yield loop.run_until_complete(stack.enter_async_context(opened(postgres_server)))
    loop.run_until_complete(stack.aclose())


@pytest.mark.parametrize("service", SERVICES)
def test_no_request_breaks_a_service(
    world: World, loop: asyncio.AbstractEventLoop, service: str
) -> None:
    served = world[service]

    def send(request: httpx.Request) -> httpx.Response:
        return loop.run_until_complete(served.http.send(request))

    sender: Send = send
    tally = Campaign(served, sender, SEED).run(int(CASES * SHARES[service]))
    statuses = dict(sorted(tally.statuses.items()))
    sys.stdout.write(f"{service}: {tally.cases} requests, answers {statuses}\n")
    assert not tally.faults, "\n".join(tally.faults[:20])
    assert tally.cases >= CASES * SHARES[service] * 0.5
    assert {200, 422} <= tally.statuses.keys()
