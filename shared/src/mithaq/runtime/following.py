"""Runs a service's followers: those that are level together, the others apart until they are."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial

import structlog

from mithaq.projections import NotOurs, ProjectorBroken, Subscription
from mithaq.runtime.workers import Worker, keep_running

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Following:
    """Followers of the service's own log, or of other services' topics.

    `level` tells who is about as far as the one furthest on; `together` runs for those until it is
    cancelled; `catch_up` runs for one, and returns once it is at the end. A new revision, which
    begins at the first line, and a follower whose projector is broken hold nobody back: they go
    apart. Who finds that its rows are of another release leaves.
    """

    def __init__(
        self,
        name: str,
        subscriptions: Sequence[Subscription],
        *,
        level: Callable[[], Awaitable[set[str]]],
        together: Callable[[Sequence[Subscription]], Awaitable[None]],
        catch_up: Callable[[Subscription], Awaitable[None]],
    ) -> None:
        self._name, self._every = name, {each.name: each for each in subscriptions}
        self._level, self._together, self._catch_up = level, together, catch_up
        self._apart: dict[str, asyncio.Task[None]] = {}
        self._left: set[str] = set()

    async def run(self) -> None:
        """Follow until cancelled, or until everybody left; raises what `together` raises."""
        self._left.clear()
        level = await self._level()
        try:
            for name in self._every:
                if name not in level:
                    self._go_apart(name)
            while self._members() or self._apart:
                await self._turn()
        finally:
            await _end(*self._apart.values())
            self._apart.clear()

    def _members(self) -> list[Subscription]:
        away = self._left | set(self._apart)
        return [each for name, each in self._every.items() if name not in away]

    async def _turn(self) -> None:
        """Run the members, until one of them goes or one that was apart joins them."""
        members = self._members()
        running = {*self._apart.values()}
        together = asyncio.create_task(self._go_together(members)) if members else None
        try:
            await asyncio.wait(
                running | ({together} if together else set()), return_when=asyncio.FIRST_COMPLETED
            )
            if together is not None and together.done():
                together.result()
        finally:
            if together is not None:
                await _end(together)
        self._apart = {name: task for name, task in self._apart.items() if not task.done()}

    async def _go_together(self, members: Sequence[Subscription]) -> None:
        try:
            await self._together(members)
        except ProjectorBroken as broken:
            log.exception("follower.broken", consumer=broken.consumer)
            self._go_apart(broken.consumer)
        except NotOurs as reason:
            self._leave(reason)

    def _go_apart(self, name: str) -> None:
        """Follow alone, with restarts, until level with the others."""
        worker = Worker(f"{self._name}.{name}", partial(self._alone, name))
        self._apart[name] = asyncio.create_task(keep_running(worker), name=worker.name)

    async def _alone(self, name: str) -> None:
        log.info("follower.apart", consumer=name)
        try:
            await self._catch_up(self._every[name])
        except NotOurs as reason:
            self._leave(reason)

    def _leave(self, reason: NotOurs) -> None:
        self._left.add(reason.consumer)
        log.warning("follower.left", consumer=reason.consumer, reason=str(reason))


async def _end(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError, Exception):
            await task
