"""Who is level follows together; who is behind, broken or replaced holds nobody back."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import pytest
from mithaq.events import LogRecord
from mithaq.projections import NotOurs, ProjectorBroken, Subscription
from mithaq.runtime import workers
from mithaq.runtime.following import Following
from mithaq.runtime.workers import RestartPolicy
from sqlalchemy.ext.asyncio import AsyncConnection


async def nothing(_: AsyncConnection, __: str, ___: Sequence[LogRecord]) -> None:
    """Applies nothing."""


def subscription(name: str) -> Subscription:
    return Subscription(
        name=name, sources=("here",), concerns=lambda _source, _line: True, apply=nothing
    )


class World:
    """Followers that do what the test tells them; what runs is noted."""

    def __init__(self, *names: str, behind: Sequence[str] = ()) -> None:
        self.behind = set(behind)
        self.levels = set(names) - self.behind
        self.together: list[tuple[str, ...]] = []
        self.alone: list[str] = []
        self.raises: asyncio.Queue[Exception] = asyncio.Queue()
        self.caught_up = {name: asyncio.Event() for name in names}
        self.fails_alone: Exception | None = None
        self.following = Following(
            "test",
            [subscription(name) for name in names],
            level=self._level,
            together=self._together,
            catch_up=self._catch_up,
        )

    async def _level(self) -> set[str]:
        return self.levels

    async def _together(self, members: Sequence[Subscription]) -> None:
        self.together.append(tuple(each.name for each in members))
        raise await self.raises.get()

    async def _catch_up(self, behind: Subscription) -> None:
        self.alone.append(behind.name)
        if failure := self.fails_alone:
            raise failure
        await self.caught_up[behind.name].wait()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


class Running:
    def __init__(self, world: World) -> None:
        self.task = asyncio.create_task(world.following.run())

    async def __aenter__(self) -> "asyncio.Task[None]":
        await settle()
        return self.task

    async def __aexit__(self, *_: object) -> None:
        self.task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await self.task


async def test_who_is_level_follows_together() -> None:
    world = World("a", "b", "c")
    async with Running(world):
        assert (world.together, world.alone) == ([("a", "b", "c")], [])


async def test_who_is_behind_catches_up_apart_and_joins() -> None:
    world = World("a", "b", "c", behind=["b"])
    async with Running(world):
        assert (world.together, world.alone) == ([("a", "c")], ["b"])
        world.caught_up["b"].set()
        await settle()
        assert world.together == [("a", "c"), ("a", "b", "c")]


async def test_a_broken_one_goes_apart_and_the_others_go_on() -> None:
    world = World("a", "b")
    async with Running(world):
        await world.raises.put(ProjectorBroken("b", 1, "why"))
        await settle()
        assert world.together == [("a", "b"), ("a",)]
        assert world.alone == ["b"]


async def test_one_that_stays_broken_is_tried_again_and_disturbs_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers.keep_running, "__defaults__", (RestartPolicy(first=0, longest=0),))
    world = World("a", "b", behind=["b"])
    world.fails_alone = ProjectorBroken("b", 1, "why")
    async with Running(world):
        assert len(world.alone) > 1
        assert world.together == [("a",)]


async def test_who_finds_another_releases_rows_leaves() -> None:
    world = World("a", "b")
    async with Running(world) as task:
        await world.raises.put(NotOurs("a"))
        await settle()
        assert (world.together, world.alone) == ([("a", "b"), ("b",)], [])
        await world.raises.put(NotOurs("b"))
        await settle()
        assert task.done()
        assert task.exception() is None


async def test_who_finds_it_while_catching_up_leaves_too() -> None:
    world = World("a", "b", behind=["b"])
    world.fails_alone = NotOurs("b")
    async with Running(world):
        assert (world.together[-1], world.alone) == (("a",), ["b"])


async def test_any_other_failure_ends_all_of_them_to_begin_again() -> None:
    world = World("a", "b", behind=["b"])
    async with Running(world) as task:
        await world.raises.put(ConnectionError("gone"))
        with pytest.raises(ConnectionError):
            await task
    assert not [each for each in asyncio.all_tasks() if each.get_name() == "test.b"]
