"""PostgreSQL and Kafka, hurt and waited for; the stack's supervisor brings them back."""

import asyncio
import random
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import psutil
from mithaq_local.errors import NotRunning, StartFailed
from mithaq_local.stack import Stack

from tests.crash.lanes import Tally
from tests.crash.schedule import Life, Manner, Part

_TRIES: Final = 3
_CLIENT: Final = "campaign"  # the role whose sessions are those of our processes


async def harm(stack: Stack, part: Part, lives: Sequence[Life], tally: Tally) -> None:
    """Every planned end of a server; returns once it answers after the last."""
    for life in lives:
        await asyncio.sleep(life.after_s)
        await asyncio.to_thread(_strike, stack, part, life)
        tally.count(part, life.manner)
        await asyncio.to_thread(_back, stack, part)


def _strike(stack: Stack, part: Part, life: Life) -> None:
    match life.manner:
        case Manner.SIGKILL:
            stack.kill(part)
        case Manner.IMMEDIATE_STOP:
            pid = stack.kill(part, signal.SIGQUIT)
            psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], 20)
        case Manner.BACKEND:
            with suppress(psutil.NoSuchProcess):
                random.Random(life.nth).choice(_backends(stack)).kill()


def _backends(stack: Stack) -> list[psutil.Process]:
    """The sessions of our processes; there are always some, as they come back by themselves."""
    children = psutil.Process(stack.pid(Part.POSTGRES)).children()
    return [child for child in children if f" {_CLIENT} " in _title(child)]


def _title(process: psutil.Process) -> str:
    """What it says it does; nothing once it is gone, as sessions come and go meanwhile."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _back(stack: Stack, part: Part) -> None:
    """Return when it is ready; a postmaster may die young while its last children go."""
    for _ in range(_TRIES):
        try:
            stack.wait_ready(part)
        except (StartFailed, NotRunning):
            stack.start([part])
        else:
            return
    stack.wait_ready(part)
