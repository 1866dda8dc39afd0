"""Both event stores, the log and a read model against a simple model (see `model/`)."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any

import pytest
import uvloop
from hypothesis.stateful import run_state_machine_as_test
from mithaq.projections import prepare
from mithaq.store import Database
from mithaq.store.migrate import migrate
from mithaq.testing.flow import totals
from mithaq_local.testing import temporary_database

from shared.tests.store.campaign import CAMPAIGN
from shared.tests.store.model.machine import Run
from shared.tests.store.model.sequencing import Sequencing
from shared.tests.store.model.stores import SLOW_AT_ONCE, Stores
from shared.tests.store.sides import TODAY


@pytest.fixture
def run() -> Iterator[Run]:
    """A separate event loop, as Hypothesis calls from outside of any."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        yield runner.run


@asynccontextmanager
async def sequencing_on(server: str) -> AsyncIterator[Sequencing]:
    """A database with sessions for the sequencer, each slow writer, and aborted appends."""
    async with AsyncExitStack() as opened:
        database = await Database.open(await opened.enter_async_context(temporary_database(server)))
        opened.push_async_callback(database.close)
        await migrate(database.engine)
        await prepare(database.engine, [totals(TODAY.catalogue)])
        sessions = [await database.connect() for _ in range(SLOW_AT_ONCE + 2)]
        for session in sessions:
            await session.execute("SET idle_in_transaction_session_timeout = 0")
            opened.push_async_callback(session.close)
        yield Sequencing(database, sessions)


def test_model_of_both_stores_and_the_log(postgres_server: str, run: Run) -> None:
    stage = sequencing_on(postgres_server)
    sequencing: Sequencing = run(stage.__aenter__())
    try:
        machine: Any = partial(Stores, sequencing, run)
        run_state_machine_as_test(machine, settings=CAMPAIGN)
    finally:
        run(stage.__aexit__(None, None, None))
