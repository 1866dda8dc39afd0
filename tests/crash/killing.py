"""Kills a process of the campaign at a fail point."""

import asyncio
import os
import signal

from mithaq.failpoints import FailPoint, arm

from tests.crash.schedule import Life
from tests.crash.world import World


def print_tasks() -> None:
    """Print every task's stack into the log, for a process that waits too long."""
    for task in asyncio.all_tasks():
        task.print_stack()


async def arm_fail_point(life: Life, world: World) -> None:
    """Count assignments; after the planned delay, arm the fail point that kills the process."""
    file = os.open(world.assignments, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def count() -> None:
        os.write(file, b".")

    arm(FailPoint.ASSIGNED, count)
    if life.point is None:
        return
    await asyncio.sleep(life.after_s)
    passed = 0

    def pass_by() -> None:
        nonlocal passed
        passed += 1
        if life.point is FailPoint.ASSIGNED:
            count()
        if passed == life.passing:
            os.kill(os.getpid(), signal.SIGKILL)

    arm(life.point, pass_by)
