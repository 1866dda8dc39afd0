"""The ledger and the copy are the same however the streams were interleaved."""

import random
from collections.abc import Awaitable, Callable

import pytest
from audit.bootstrap import SERVICE
from audit.read_models.commitments import COMMITMENTS
from audit.read_models.event_copy import EVENT_COPY
from audit.sources import CONVENTIONS
from mithaq.events import LogRecord
from mithaq.projections import content_hash
from mithaq.runtime.assembly import open_kernel
from mithaq.settings import Settings
from mithaq.testing.levels import take_as_level

from .conftest import Running, bearer
from .world import Logs, streams, the_story


def interleaved(logs: Logs, seed: int) -> list[tuple[str, LogRecord]]:
    """Every line once, each stream in order, the streams in another order."""
    by_stream = {
        (source, stream): lines
        for source, log in logs.lines.items()
        for stream, lines in streams(log).items()
    }
    turns = [key for key, lines in by_stream.items() for _ in lines]
    random.Random(seed).shuffle(turns)
    left = {key: iter(lines) for key, lines in by_stream.items()}
    return [(source, next(left[source, stream])) for source, stream in turns]


@pytest.mark.parametrize("seed", range(3))
async def test_another_order_of_streams_gives_the_same_content(
    told: Running, fresh_database: Callable[[], Awaitable[str]], seed: int
) -> None:
    settings = Settings(
        database_url=await fresh_database(),
        token_issuer="http://issuer.test",
        jwks_url="http://issuer.test/jwks.json",
    )
    async with open_kernel(SERVICE, settings) as kernel:
        await take_as_level(kernel.database)
        other = Running(told.http, kernel)
        for source, line in interleaved(the_story(), seed):
            for model in (EVENT_COPY, COMMITMENTS):
                await other.project(model, source, [line])
        for model in (EVENT_COPY, COMMITMENTS):
            async with told.kernel.engine.connect() as one, kernel.engine.connect() as two:
                hashes = [await content_hash(each, model.metadata) for each in (one, two)]
            assert hashes[0] == hashes[1], model.name


async def test_a_second_line_under_a_number_we_have_is_refused(told: Running) -> None:
    forged = the_story().lines[CONVENTIONS][2]
    await told.project(EVENT_COPY, CONVENTIONS, [forged])
    async with told.kernel.engine.connect() as connection:
        dead_letters = await connection.exec_driver_sql("SELECT seq FROM dead_letter")
        assert dead_letters.scalars().all() == [forged.seq]


async def test_an_unregistered_party_is_called_as_it_was_invited(running: Running) -> None:
    logs = the_story()
    await running.project(COMMITMENTS, CONVENTIONS, logs.lines[CONVENTIONS])
    listed = await running.http.get("/v1/partners", headers=bearer("auditor-1", "auditor"))
    assert {each["organisation"]["name_fr"] for each in listed.json()["items"]} == {"comme invité"}
