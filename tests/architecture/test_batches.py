"""Every read model holds the same rows however its events were cut into batches.

So what it shows live, a few events at a time, is what a rebuild gives, thousands at a time.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import pytest
from mithaq.events import LogRecord
from mithaq.projections.registry import Model, content_hash, create
from mithaq.runtime import read_models
from mithaq.store import Database
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.bench import logbooks
from tests.bench.rebuilding import SERVICES, service_of

LOGS: dict[str, Callable[[], Sequence[LogRecord]]] = {
    "ma.mithaq.partners": lambda: logbooks.partners(12),
    "ma.mithaq.conventions": lambda: logbooks.conventions(2),
    "ma.mithaq.programming": lambda: logbooks.programming(3),
}
_SETTING = {"NegotiationRoundOpened", "MandateRecorded"}
MODELS = [(name, model) for name in SERVICES for model in read_models(service_of(name))]


@pytest.fixture
async def database(fresh_database: Callable[[], Awaitable[str]]) -> AsyncIterator[Database]:
    database = await Database.open(await fresh_database())
    yield database
    await database.close()


@pytest.mark.parametrize(
    ("service", "model"), MODELS, ids=[f"{name}.{model.name}" for name, model in MODELS]
)
async def test_rows_do_not_depend_on_the_batches(
    database: Database, service: str, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logbooks, "TRANCHES", 4)
    monkeypatch.setattr(logbooks, "SHARES", 5)
    logs = {source: LOGS[source]() for source in model.subscription().sources}
    whole = await rows_after(database, model, logs, 10_000)
    for size in (1, 7):
        assert await rows_after(database, model, logs, size) == whole


async def rows_after(
    database: Database, model: Model, logs: dict[str, Sequence[LogRecord]], size: int
) -> str:
    """A digest of all rows after batches of this size; nothing of them stays."""
    subscription = model.subscription()
    async with database.engine.connect() as connection:
        await create(connection, model.metadata, model.key)
        for source, log in logs.items():
            wanted = _in_question(
                model, [line for line in log if subscription.concerns(source, line)]
            )
            for start in range(0, len(wanted), size):
                await subscription.apply(connection, source, wanted[start : start + size])
        await assert_filled(connection, model)
        digest = await content_hash(connection, model.metadata)
        await connection.rollback()
    return digest


def _in_question(model: Model, lines: Sequence[LogRecord]) -> Sequence[LogRecord]:
    """All of them; of deadlines, none of which is pending in the end, until the last one is set."""
    if model.name != "deadlines":
        return lines
    last = max(nth for nth, line in enumerate(lines) if line.type in _SETTING)
    return lines[: last + 1]


async def assert_filled(connection: AsyncConnection, model: Model) -> None:
    """A table without a row would be the same in any case."""
    for table in model.metadata.sorted_tables:
        count = (await connection.execute(select(func.count()).select_from(table))).scalar_one()
        assert count, table.name
