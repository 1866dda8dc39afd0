"""A decision that takes long is taken beside the loop: others are served meanwhile."""

import asyncio
from collections.abc import Sequence
from threading import get_ident
from time import thread_time

import pytest
from mithaq.errors import RuleBroken
from mithaq.store import Change, Loaded, Streams, append_to
from mithaq.testing.counter import Counted, catalogue, evolve, request
from mithaq.testing.memory import InMemoryEventStore

LONG_S = 0.15  # of processor


def streams() -> Streams[int, Counted]:
    return Streams(InMemoryEventStore(), catalogue(), 0, evolve)


async def _turns_during(change: Change[int, Counted]) -> int:
    """How often others had their turn while the command was decided and appended."""
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0.001)

    busy = asyncio.create_task(others())
    await asyncio.sleep(0)
    await append_to([change], request())
    busy.cancel()
    return turns


def _slowly(_: int) -> Sequence[Counted]:
    until = thread_time() + LONG_S
    while thread_time() < until:
        pass
    return [Counted(by=1)]


async def test_others_are_served_while_a_long_command_is_decided() -> None:
    assert await _turns_during(Change(streams(), "a", _slowly, long=True)) > 5


async def test_others_are_served_while_one_is_decided_on_a_large_state() -> None:
    known = Loaded(0, 0, told=1_000_000)
    assert await _turns_during(Change(streams(), "a", _slowly, known=known)) > 5


async def test_what_is_decided_at_once_has_no_thread_of_its_own() -> None:
    threads: list[int] = []

    def noting(_: int) -> Sequence[Counted]:
        threads.append(get_ident())
        return [Counted(by=1)]

    await append_to([Change(streams(), "a", noting)], request())
    await append_to([Change(streams(), "a", noting, long=True)], request())
    here = get_ident()
    assert [thread == here for thread in threads] == [True, False]


async def test_a_refusal_is_raised_as_it_is() -> None:
    def refusing(_: int) -> Sequence[Counted]:
        raise RuleBroken

    with pytest.raises(RuleBroken):
        await append_to([Change(streams(), "a", refusing, long=True)], request())
