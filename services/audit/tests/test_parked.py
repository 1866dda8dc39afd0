"""What the ledger lacks behind an event it could not apply is told where it is missing."""

import pytest
from audit.read_models.commitments import COMMITMENTS

from .api import AUDITOR, code_of, read
from .conftest import Running
from .world import MIDELT, MINISTRY

PARK = """
    INSERT INTO parked_stream
    VALUES ($2, 'ma.mithaq.conventions', 'convention-' || $1::text, 1)
"""


@pytest.fixture
async def parked(told: Running) -> Running:
    await told.kernel.database.pool.execute(PARK, str(MIDELT), COMMITMENTS.key)
    return told


async def test_the_ledger_is_not_level_while_a_stream_is_parked(parked: Running) -> None:
    states = {each["service"]: each for each in await read(parked, "/v1/logs")}
    assert (states["conventions"]["ledger_level"], states["conventions"]["parked"]) == (False, 1)
    assert states["partners"]["ledger_level"]


async def test_a_parked_convention_is_named_and_not_unknown(parked: Running) -> None:
    path = f"/v1/conventions/{MIDELT}/commitments"
    assert await code_of(parked, path, AUDITOR) == (503, "ledger-parked")
    assert (await read(parked, f"/v1/conventions/{MIDELT}/history"))["items"]


async def test_figures_that_may_lack_events_say_so(parked: Running) -> None:
    assert not (await read(parked, f"/v1/partners/{MINISTRY}/commitments"))["complete"]
    assert not any(each["complete"] for each in (await read(parked, "/v1/partners"))["items"])
    await parked.kernel.database.pool.execute("DELETE FROM parked_stream")
    assert (await read(parked, f"/v1/partners/{MINISTRY}/commitments"))["complete"]


async def test_nor_is_it_level_once_it_stopped(told: Running) -> None:
    await told.kernel.database.pool.execute(
        "INSERT INTO halted_consumer VALUES ($1, 's', 1, 'x', 'ValueError: broken')",
        COMMITMENTS.key,
    )
    states = {each["service"]: each for each in await read(told, "/v1/logs")}
    assert not states["conventions"]["ledger_level"]
