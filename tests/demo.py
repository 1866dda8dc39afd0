"""Plays the demo in a test, without output; the result is its comparable tables."""

import asyncio
import io
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from mithaq_demo import play
from mithaq_local.stack import Stack
from rich.console import Console

OnStep = Callable[[str, int], Awaitable[None]]


async def played(stack: Stack, folder: Path, on_step: OnStep | None = None) -> dict[str, Any]:
    """Play the ten cases in both forms and assert that every check passes; returns the tables."""
    told, report = io.StringIO(), folder / "tables.json"
    console = Console(file=told, width=140)
    status = await play(
        stack.addresses(), on_step=on_step, report_to=report, files_to=folder, console=console
    )
    assert status == 0, told.getvalue()
    tables: dict[str, Any] = json.loads(report.read_text())
    return tables


async def fresh(stack: Stack) -> None:
    """Wipe the stack and start it again."""
    await asyncio.to_thread(stack.wipe)
    await asyncio.to_thread(stack.start)
