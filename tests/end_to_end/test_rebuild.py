"""Derived data can be dropped and is rebuilt with the same content."""

import asyncio
import json
import os
import shutil
import sys
from typing import Any

import asyncpg
import pytest
from mithaq_local import services
from mithaq_local.stack import Stack
from mithaq_local.state import State

from tests.callers import Callers
from tests.waiting import audited, until

SERVICES = ("partners", "conventions", "programming", "notifications", "audit")


async def operate(stack: Stack, service: str, *words: str) -> dict[str, Any]:
    """The result of `python -m mithaq.operations` in the service's environment."""
    (described,) = [each for each in services.SERVICES if each.name == service]
    environment = services.environment(State.load(stack.folder), described)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "mithaq.operations", service, *words, "--json"),
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    assert process.returncode == 0
    answer: dict[str, Any] = json.loads(told)
    return answer


@pytest.mark.parametrize("service", SERVICES)
async def test_rebuilt_read_models_have_the_same_content(
    stack: Stack, tables: dict[str, Any], callers: Callers, service: str
) -> None:
    assert tables
    await until(lambda: audited(callers))
    before = await operate(stack, service, "content")
    rebuilt = await operate(stack, service, "rebuild", "--all")
    assert rebuilt.keys() == {key.partition("__r")[0] for key in before}
    assert await operate(stack, service, "content") == before


@pytest.mark.campaign
async def test_kafka_and_audits_database_lost_together_come_back_the_same(
    stack: Stack, tables: dict[str, Any], callers: Callers
) -> None:
    """The topics are refilled from the stores, and audit reads them from their start."""
    assert tables
    await until(lambda: audited(callers))
    before = await operate(stack, "audit", "content")
    for name in ("audit", "kafka"):
        await asyncio.to_thread(stack.halt, name)
    shutil.rmtree(stack.folder / "kafka" / "logs")
    await empty_database(stack, "audit")
    await asyncio.to_thread(stack.start)
    await until(lambda: audited(callers))
    await until(lambda: same(stack, before))


async def same(stack: Stack, before: dict[str, Any]) -> bool:
    return await operate(stack, "audit", "content") == before


async def empty_database(stack: Stack, name: str) -> None:
    address = stack.addresses()["postgres"].replace("+asyncpg", "")
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        await connection.execute(f'CREATE DATABASE "{name}" OWNER "{name}"')
    finally:
        await connection.close()
