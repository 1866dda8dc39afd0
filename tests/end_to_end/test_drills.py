"""The drills of the guides, command by command, on the whole stack."""

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from audit.read_models.event_copy import EVENT_COPY
from mithaq_local import postgres
from mithaq_local.postgres_files import tool
from mithaq_local.stack import Stack
from mithaq_local.state import State

from tests.callers import Callers
from tests.guides import run, steps
from tests.waiting import audited, until

RESTORE = steps("back-up-and-restore.md")
OPERATE = steps("operate-the-store.md")


@pytest.fixture
def operator(stack: Stack) -> Mapping[str, str]:
    """The environment of an operator's shell."""
    state = State.load(stack.folder)

    def address(database: str) -> str:
        return postgres.address(state, database, database).replace("+asyncpg", "")

    programs = [str(Path(sys.executable).parent), str(Path(tool("psql")).parent)]
    return {
        "PATH": ":".join([*programs, "/usr/bin", "/bin"]),
        "MITHAQ_STATE": str(stack.folder),
        "STATE": str(stack.folder),
        "ADMIN": stack.addresses()["postgres"].replace("+asyncpg", ""),
        "CONVENTIONS": address("conventions"),
        "NOTIFICATIONS": address("notifications"),
        "KEYS": address("partners_keys"),
        "AUDIT": address("audit"),
        "EVENT_COPY": EVENT_COPY.key,
        "COLUMNS": "200",
    }


async def wrong(operator: Mapping[str, str], service: str) -> set[str]:
    """The codes that `status` tells."""
    process = await asyncio.create_subprocess_exec(
        *("mithaq", "store", "--service", service, "status", "--json"),
        env={**operator},
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    told: dict[str, Any] = json.loads(out)
    return {finding["code"] for finding in told["findings"]}


async def well(operator: Mapping[str, str], service: str, *but: str) -> None:
    """Wait until nothing but this is wrong with the service."""

    async def only() -> bool:
        return await wrong(operator, service) == set(but)

    await until(only, seconds=120)


@pytest.mark.timeout(900)
async def test_the_drills_of_the_guides(
    stack: Stack, callers: Callers, operator: Mapping[str, str], tmp_path: Path
) -> None:
    lead, funder = await callers.party(), await callers.party()
    before = await callers.draft(lead, funder)
    await until(lambda: audited(callers))
    await run(RESTORE["dump"], tmp_path, operator)
    after = await callers.draft(lead, funder)
    await until(lambda: audited(callers))

    async def whole() -> bool:
        """Both drafts are there, and audit finds no other past."""
        office = await callers.office()
        for made in (before, after):
            where = callers.at("conventions", f"conventions/{made['id']}")
            if (await callers.http.get(where, headers=office)).status_code != 200:
                return False
        return await audited(callers)

    await run(RESTORE["restore"], tmp_path, operator)
    await run(RESTORE["take-back"], tmp_path, operator)
    await until(whole)
    await well(operator, "conventions")

    await run(RESTORE["notifications"], tmp_path, operator)
    await well(operator, "notifications", "sending-held")
    await run(RESTORE["release"], tmp_path, operator)
    await well(operator, "notifications")

    await run(RESTORE["keys"], tmp_path, operator)
    await well(operator, "partners")

    await run(RESTORE["restore"], tmp_path, operator)
    await run(RESTORE["export"], tmp_path, operator)
    await until(whole)

    await run(OPERATE["rebuild"], tmp_path, operator)
    await run(RESTORE["kafka"], tmp_path, operator)
    third = await callers.draft(lead, funder)
    assert third["id"]
    await until(whole, seconds=180)
    for service in ("partners", "conventions", "programming", "notifications", "audit"):
        await well(operator, service)


def test_every_block_that_a_guide_marks_is_run_here() -> None:
    mine = Path(__file__).read_text()
    for guide, known in (("RESTORE", RESTORE), ("OPERATE", OPERATE)):
        assert known
        for name in known:
            assert f'{guide}["{name}"]' in mine, f"{guide}: {name}"
