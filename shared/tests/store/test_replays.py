"""Replays of long streams: once for all who ask, in slices, up to the newest event."""

import asyncio
from collections.abc import Sequence

import pytest
from mithaq.errors import MalformedEvent
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.store import NewEvent, Stored, Streams, Write
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request
from mithaq.testing.memory import InMemoryEventStore

META = encode_metadata(request().metadata())
ONE = catalogue().encode(Counted(by=1))
A_LOT = 2_500


class Slow(InMemoryEventStore):
    """Every load takes its time, and is counted."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[tuple[int, int | None]] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def load(
        self, stream_id: str, after: int = 0, limit: int | None = None
    ) -> Sequence[Stored]:
        self.loads.append((after, limit))
        found = await super().load(stream_id, after, limit)
        await self.gate.wait()
        await asyncio.sleep(0)
        return found


def streams(store: InMemoryEventStore) -> Streams[int, Counted]:
    return Streams(store, catalogue(), 0, evolve)


async def _filled(events: int = A_LOT, *, of: NewEvent | None = None) -> Slow:
    store = Slow()
    new = of or NewEvent(new_id(), *ONE, META)
    await store.append([Write("a", 0, [new] * events)], new_id(), b"f")
    return store


async def test_twenty_readers_of_a_cold_stream_replay_it_once() -> None:
    store = await _filled()
    mine = streams(store)
    found = await asyncio.gather(*(mine.load("a") for _ in range(20)))
    assert {(each.state, each.version) for each in found} == {(A_LOT, A_LOT)}
    pages = [after for after, _ in store.loads if after < A_LOT]
    assert pages == [0, 1_000, 2_000]


async def test_who_joins_a_replay_sees_what_was_appended_before_it_asked() -> None:
    store = await _filled(10)
    mine, other = streams(store), streams(store)
    store.gate.clear()
    first = asyncio.create_task(mine.load("a"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert store.loads  # it has read what there was
    await store.append([Write("a", 10, [NewEvent(new_id(), *ONE, META)])], new_id(), b"f")
    second = asyncio.create_task(mine.load("a"))
    await asyncio.sleep(0)
    store.gate.set()
    assert (await first).version == 10
    assert (await second).version == 11
    assert (await other.load("a")).state == 11


async def test_a_reader_who_leaves_takes_the_replay_from_nobody() -> None:
    store = await _filled()
    mine = streams(store)
    store.gate.clear()
    first, second = (asyncio.create_task(mine.load("a")) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    store.gate.set()
    assert (await second).state == A_LOT
    assert sum(after == 0 for after, _ in store.loads) == 1


async def test_a_replay_that_fails_fails_all_its_readers_and_the_next_one_tries_again() -> None:
    store = await _filled(3, of=NewEvent(new_id(), "Counted", 1, '{"by":"x"}', META))
    mine = streams(store)
    found = await asyncio.gather(*(mine.load("a") for _ in range(3)), return_exceptions=True)
    assert all(isinstance(each, MalformedEvent) for each in found)
    with pytest.raises(MalformedEvent):
        await mine.load("a")
    assert sum(after == 0 for after, _ in store.loads) == 2


async def test_others_run_between_the_slices_of_a_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.store.replay.Pace", _Always)
    store = InMemoryEventStore()  # its loads give way to nobody
    await store.append([Write("a", 0, [NewEvent(new_id(), *ONE, META)] * A_LOT)], new_id(), b"f")
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    busy = asyncio.create_task(others())
    await streams(store).load("a")
    busy.cancel()
    assert turns > A_LOT / 32 - 10


class _Always:
    """A pace at which a slice is over whenever one looks."""

    due = True

    async def rest(self) -> None:
        await asyncio.sleep(0)


async def test_a_command_after_a_replay_is_decided_on_all_of_it() -> None:
    store = await _filled()
    accepted = await streams(store).run("a", counting(5), request(expected=A_LOT))
    assert accepted.version == A_LOT + 1
    assert (await streams(store).load("a")).state == A_LOT + 5
