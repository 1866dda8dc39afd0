"""How a process of the campaign comes to its end at a named place."""

import asyncio
import os
import signal

from mithaq.failpoints import FailPoint, arm

from tests.crash.schedule import Life
from tests.crash.world import World


def say_where() -> None:
    """Into the log: where every task stands, for a process that waits for something too long."""
    for task in asyncio.all_tasks():
        task.print_stack()


async def armed(life: Life, world: World) -> None:
    """Count assignments; arm the fatal point once its time has come."""
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
