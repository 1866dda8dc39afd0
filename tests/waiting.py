"""Waiting, with a time limit, until the services agree."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.callers import Callers

SOURCES = ("partners", "conventions", "programming")


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = 90) -> None:
    """Wait until the condition holds; TimeoutError after `seconds`."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 - the state is in other processes
            await asyncio.sleep(0.1)


async def audited(callers: Callers) -> bool:
    """Whether audit has every event once, in copy and ledger, and has verified every chain."""
    auditor = await callers.person("auditor", "auditor")
    logs = (await callers.http.get(callers.at("audit", "logs"), headers=auditor)).json()
    if not all(log["ledger_level"] for log in logs):
        return False
    for source in SOURCES:
        head = (await callers.http.get(callers.at(source, "log/head"))).json()
        where = callers.at("audit", f"logs/{source}/verification")
        told = (await callers.http.get(where, headers=auditor)).json()["last_verification"]
        found = told and (told["verdict"], told["verified"]["seq"])
        if head["seq"] and found != ("sound", head["seq"]):
            await callers.http.post(where, headers=auditor)
            return False
    return True
