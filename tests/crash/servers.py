"""Kills PostgreSQL and Kafka and waits until the stack's supervisor has restarted them."""

import asyncio
import random
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import psutil
from mithaq_local.errors import NotRunning, StartFailed
from mithaq_local.stack import Stack

from tests.crash.runners import Tally
from tests.crash.schedule import Life, Manner, Part

_TRIES: Final = 3
_CLIENT: Final = "campaign"  # the database role of the campaign's processes


async def kill_server(stack: Stack, part: Part, lives: Sequence[Life], tally: Tally) -> None:
    """Do every planned kill of a server; returns once it is ready after the last."""
    for life in lives:
        await asyncio.sleep(life.after_s)
        await asyncio.to_thread(_kill, stack, part, life)
        tally.count(part, life.manner)
        await asyncio.to_thread(_await_restart, stack, part)


def _kill(stack: Stack, part: Part, life: Life) -> None:
    match life.manner:
        case Manner.SIGKILL:
            stack.kill(part)
        case Manner.IMMEDIATE_STOP:
            pid = stack.kill(part, signal.SIGQUIT)
            with suppress(psutil.NoSuchProcess):  # it is gone already
                psutil.wait_procs([psutil.Process(pid)], 20)
        case Manner.BACKEND:
            with suppress(psutil.NoSuchProcess):
                random.Random(life.nth).choice(_backends(stack)).kill()


def _backends(stack: Stack) -> list[psutil.Process]:
    """The backends of the campaign's processes; there are always some, as clients reconnect."""
    children = psutil.Process(stack.pid(Part.POSTGRES)).children()
    return [child for child in children if f" {_CLIENT} " in _title(child)]


def _title(process: psutil.Process) -> str:
    """The process title; empty if the process has ended meanwhile."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _await_restart(stack: Stack, part: Part) -> None:
    """Wait until the server is ready; a new postmaster may exit while old children still run."""
    for _ in range(_TRIES):
        try:
            stack.wait_ready(part)
        except (StartFailed, NotRunning):
            stack.start([part])
        else:
            return
    stack.wait_ready(part)
