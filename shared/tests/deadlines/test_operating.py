"""What an operator sees of deadlines and does with them, by the command line."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Final

import pytest
from mithaq.messaging import Kafka
from mithaq.runtime import Kernel, Service
from mithaq.runtime.lag.deadlines_look import look_at_deadlines
from mithaq.settings import Settings

from .timed import CATALOGUE, START, Serving

MODULE: Final = """
from mithaq.deadlines import Deadlines
from mithaq.runtime import Service
from shared.tests.deadlines.timed import CATALOGUE, derive, give

SERVICE = Service(
    name="offering",
    title="Offers",
    catalogue=CATALOGUE,
    deadlines=Deadlines(catalogue=CATALOGUE, derive=derive, give=give),
)
"""


@pytest.fixture
async def refused(serving: Serving) -> Serving:
    await serving.offer("offer-a", "offer-b", until=START)
    await serving.derive()
    serving.offers.wanted = {"offer-a"}
    await serving.drain()
    return serving


async def operate(folder: Path, serving: Serving, *words: str) -> tuple[int | None, str]:
    (folder / "offering").mkdir(exist_ok=True)
    (folder / "offering" / "bootstrap.py").write_text(MODULE)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "mithaq.operations", "offering", *words),
        env={
            **os.environ,
            "COLUMNS": "200",
            "PYTHONPATH": str(folder),
            "MITHAQ_DATABASE_URL": serving.database.url,
            "MITHAQ_TOKEN_ISSUER": "https://identity.test",
            "MITHAQ_JWKS_URL": "file:///jwks.json",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert b"Traceback" not in err, err.decode()
    return process.returncode, (out or err).decode()


async def test_a_refused_deadline_is_shown_with_its_rule_and_run_again_or_cancelled(
    tmp_path: Path, refused: Serving
) -> None:
    status, told = await operate(tmp_path, refused, "deadlines", "list", "--refused", "--json")
    [shown] = json.loads(told)
    assert (status, shown["stream_id"], shown["reason"]) == (0, "offer-a", "still-wanted")
    _, told = await operate(tmp_path, refused, "deadlines", "list")
    assert "still-wanted: stream=offer-a" in told
    assert (await operate(tmp_path, refused, "deadlines", "retry", shown["deadline_id"]))[0] == 0
    refused.offers.wanted = set()
    assert await refused.drain() == [1]
    for verb in (["retry"], ["cancel", "--reason", "too late"]):
        status, told = await operate(tmp_path, refused, "deadlines", *verb, shown["deadline_id"])
        assert (status, "List them with: deadlines list" in told) == (2, True)


async def test_what_is_overdue_or_refused_is_a_finding(refused: Serving) -> None:
    settings = Settings(
        database_url=refused.database.url,
        kafka_bootstrap=Kafka("127.0.0.1:1").bootstrap,
        token_issuer="https://identity.test",
        jwks_url="file:///jwks.json",
    )
    service = Service(
        name="offering", title="Offers", catalogue=CATALOGUE, deadlines=refused.deadlines
    )
    kernel = Kernel(settings=settings, database=refused.database, clock=refused.offers.clock)
    codes = [found.code for found in await look_at_deadlines(service, kernel)]
    assert codes == ["deadlines-refused"]
    await refused.offer("offer-c", until=START)
    await refused.derive()
    later = Kernel(
        settings=settings, database=refused.database, clock=lambda: START.replace(hour=23)
    )
    [overdue, _] = await look_at_deadlines(service, later)
    assert (overdue.code, "54000 s" in overdue.what) == ("deadlines-overdue", True)
