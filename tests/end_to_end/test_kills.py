"""Processes are killed during the demo: the results equal those of an undisturbed play."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from mithaq_local.stack import Stack
from mithaq_local.testing import temporary_stack

from tests.demo import fresh, played

KINDS = (
    "conventions",
    "kafka",
    "partners",
    "postgres",
    "audit",
    "notifications",
    "programming",
    "live",
    "mail",
    "issuer",
)
FIRST, APART = 60, 35  # commands accepted before the first kill, and between two


@pytest.fixture(scope="module")
def other() -> Iterator[Stack]:
    """A second stack, whose processes are killed."""
    with temporary_stack("kills") as stack:
        yield stack


async def killed(stack: Stack, folder: Path, kills: Mapping[int, str]) -> dict[str, Any]:
    """Play the demo, killing the given processes after given numbers of accepted commands."""
    waiting = dict(kills)

    async def on_step(_: str, number: int) -> None:
        if victim := waiting.pop(number, None):
            await asyncio.to_thread(stack.wait_ready, victim)  # it may still be coming back
            await asyncio.to_thread(stack.kill, victim)

    await fresh(stack)
    tables = await played(stack, folder, on_step)
    assert not waiting, f"never killed: {sorted(waiting.values())}"
    return tables


@pytest.mark.campaign
async def test_every_kind_of_process_dies_once_and_nothing_is_different(
    tables: dict[str, Any], other: Stack, tmp_path: Path
) -> None:
    kills = {FIRST + APART * nth: victim for nth, victim in enumerate(KINDS)}
    assert await killed(other, tmp_path, kills) == tables


@pytest.mark.campaign
@pytest.mark.parametrize("victim", KINDS)
async def test_one_kind_of_process_dies_thrice_and_nothing_is_different(
    tables: dict[str, Any], other: Stack, tmp_path: Path, victim: str
) -> None:
    kills = dict.fromkeys((80, 200, 320), victim)
    assert await killed(other, tmp_path, kills) == tables
