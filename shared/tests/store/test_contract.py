"""Contract tests of the event stores: in memory and on PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from mithaq.commands import Accepted
from mithaq.errors import CommandReused, DecisionNotFoldable, NotFound, VersionConflict
from mithaq.events import Actor, Provenance
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.store import (
    Change,
    EventStore,
    Loaded,
    NewEvent,
    PostgresEventStore,
    Streams,
    Write,
    append_to,
)
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request
from mithaq.testing.memory import InMemoryEventStore

Counters = Streams[int, Counted]
Seen = tuple[Actor, date]


@pytest.fixture(params=["memory", "postgres"])
def store(request: pytest.FixtureRequest) -> EventStore:
    if request.param == "memory":
        return InMemoryEventStore()
    return PostgresEventStore(request.getfixturevalue("database").pool)


@pytest.fixture
def counters(store: EventStore) -> Counters:
    return Streams(store, catalogue(), 0, evolve)


def fresh(store: EventStore) -> Counters:
    """The same streams in a process with an empty cache."""
    return Streams(store, catalogue(), 0, evolve)


def nothing(_: int) -> list[Counted]:
    return []


def counter() -> str:
    return f"counter-{uuid4()}"


async def test_events_are_numbered_from_one_and_read_back(
    store: EventStore, counters: Counters
) -> None:
    stream = counter()
    accepted = await counters.run(stream, lambda _: [Counted(by=1), Counted(by=2)], request())
    assert (accepted.stream_id, accepted.version) == (stream, 2)
    assert [each.version for each in await store.load(stream)] == [1, 2]
    assert (await fresh(store).load(stream)).state == 3


async def test_a_stream_without_events_is_at_version_zero(counters: Counters) -> None:
    loaded = await counters.load(counter())
    assert (loaded.state, loaded.version) == (0, 0)


async def test_of_eight_writers_at_one_version_one_wins(
    store: EventStore, counters: Counters
) -> None:
    stream = counter()
    await counters.run(stream, lambda _: [Counted(by=1)], request())
    tries = [
        fresh(store).run(stream, lambda _: [Counted(by=10)], request(expected=1)) for _ in range(8)
    ]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    refused = [each for each in outcomes if isinstance(each, VersionConflict)]
    assert len(refused) == 7
    assert {each.current for each in refused} == {2}
    assert (await fresh(store).load(stream)).state == 11


async def test_without_an_expected_version_every_writer_succeeds(
    store: EventStore, counters: Counters
) -> None:
    stream = counter()
    tries = [fresh(store).run(stream, lambda _: [Counted(by=1)], request()) for _ in range(4)]
    await asyncio.gather(*tries)
    assert (await counters.load(stream)).state == 4


async def test_a_stale_cache_is_brought_up_to_date(store: EventStore, counters: Counters) -> None:
    stream, other = counter(), fresh(store)
    await counters.run(stream, lambda _: [Counted(by=1)], request())
    await other.run(stream, lambda _: [Counted(by=5)], request())
    accepted = await counters.run(stream, lambda total: [Counted(by=total)], request())
    assert accepted.version == 3
    assert (await fresh(store).load(stream)).state == 12


async def test_a_repeated_command_gets_the_first_result(
    store: EventStore, counters: Counters
) -> None:
    stream, command = counter(), new_id()
    first = await counters.run(stream, lambda _: [Counted(by=1)], request(command))
    await counters.run(stream, lambda _: [Counted(by=1)], request())
    again = await counters.run(stream, lambda _: [Counted(by=1)], request(command, expected=0))
    assert again.repeated
    assert (again.version, again.position) == (first.version, first.position)
    assert (await fresh(store).load(stream)).version == 2


async def test_a_repeat_is_recognised_even_if_it_would_now_be_refused(counters: Counters) -> None:
    stream, command = counter(), new_id()
    first = await counters.run(stream, lambda _: [Counted(by=1)], request(command))

    def refuse(_: int) -> list[Counted]:
        raise NotFound

    again = await counters.run(stream, refuse, request(command))
    assert again.repeated
    assert again.position == first.position
    with pytest.raises(NotFound):
        await counters.run(stream, refuse, request())


async def test_one_command_twice_at_once_is_written_once(store: EventStore) -> None:
    stream, command = counter(), new_id()
    tries = [
        fresh(store).run(stream, lambda _: [Counted(by=1)], request(command)) for _ in range(6)
    ]
    outcomes = await asyncio.gather(*tries)
    assert len({each.position for each in outcomes}) == 1
    assert (await fresh(store).load(stream)).state == 1


async def test_the_same_command_id_with_other_content_is_refused(counters: Counters) -> None:
    stream, command = counter(), new_id()
    await counters.run(stream, lambda _: [Counted(by=1)], request(command))
    with pytest.raises(CommandReused):
        await counters.run(
            stream, lambda _: [Counted(by=2)], request(command, fingerprint=b"other")
        )


async def test_a_command_that_changed_nothing_is_remembered(counters: Counters) -> None:
    """The state has moved on since: the repeat would now change something."""
    stream, command = counter(), new_id()
    await counters.run(stream, counting(1), request())
    first = await counters.run(stream, lambda _: [], request(command))
    assert (first.version, first.position, first.repeated) == (1, 0, False)
    await counters.run(stream, counting(1), request())
    for decide in (counting(5), nothing):
        again = await counters.run(stream, decide, request(command))
        assert (again.stream_id, again.version, again.position) == (stream, 1, 0)
        assert again.repeated
    assert (await counters.load(stream)).state == 2


async def test_its_key_is_used_for_whatever_else_and_wherever(
    store: EventStore, counters: Counters
) -> None:
    command = new_id()
    await counters.run(counter(), lambda _: [], request(command))
    for decide in (counting(5), nothing):
        with pytest.raises(CommandReused):
            await counters.run(counter(), decide, request(command, fingerprint=b"other"))
    two = [Change(counters, counter(), counting(1)) for _ in range(2)]
    with pytest.raises(CommandReused):
        await append_to(two, request(command, fingerprint=b"other"))
    for each in two:
        assert not await store.load(each.stream_id)


async def test_a_key_with_events_is_not_used_by_a_command_that_changes_nothing(
    counters: Counters,
) -> None:
    command = new_id()
    first = await counters.run(counter(), counting(1), request(command))
    again = await counters.run(counter(), lambda _: [], request(command))
    assert (again.stream_id, again.position) == (first.stream_id, first.position)
    with pytest.raises(CommandReused):
        await counters.run(counter(), lambda _: [], request(command, fingerprint=b"other"))


async def test_nothing_to_do_holds_for_every_stream_it_was_decided_on(
    store: EventStore, counters: Counters
) -> None:
    """Another writer moves the second stream between the decision and its record."""
    mine, other, command = counter(), counter(), new_id()
    decided: list[int] = []

    def enough(total: int) -> list[Counted]:
        decided.append(total)
        return [] if total < 2 else [Counted(by=10)]

    class Moving(InMemoryEventStore):
        async def unchanged(self, *asked: Any) -> Accepted:
            if len(decided) == 1:
                await fresh(store).run(other, counting(2), request())
            return await store.unchanged(*asked)

        load, append = store.load, store.append
        accepted = store.accepted

    here = fresh(Moving())
    parts = [Change(here, mine, lambda _: []), Change(here, other, enough)]
    accepted = await append_to(parts, request(command))
    assert decided == [0, 2]
    assert (accepted.stream_id, accepted.version) == (other, 2)
    assert (await fresh(store).load(other)).state == 12


async def test_of_one_key_at_once_changing_and_not_one_is_used(store: EventStore) -> None:
    """Whichever wins, the others answer its result."""
    for nth in range(20):
        command, streams = new_id(), [counter() for _ in range(4)]
        decisions = [counting(1), nothing, counting(2), nothing]
        tries = [
            fresh(store).run(stream, decide, request(command))
            for stream, decide in zip(streams, decisions, strict=True)
        ]
        outcomes = await asyncio.gather(*(tries if nth % 2 else reversed(tries)))
        assert len({(each.stream_id, each.version, each.position) for each in outcomes}) == 1
        assert sum(not each.repeated for each in outcomes) == 1
        assert sum([len(await store.load(each)) for each in streams]) <= 1


async def test_deciding_nothing_writes_nothing(store: EventStore, counters: Counters) -> None:
    stream = counter()
    accepted = await counters.run(stream, lambda _: [], request())
    assert accepted.version == 0
    assert not await store.load(stream)


async def test_two_streams_are_written_together_or_not_at_all(
    store: EventStore, counters: Counters
) -> None:
    one, other = counter(), counter()

    def both(second: Any) -> list[Change[Any, Any]]:
        return [
            Change(counters, one, lambda _: [Counted(by=1)]),
            Change(counters, other, second),
        ]

    def refuse(_: int) -> list[Counted]:
        raise NotFound

    with pytest.raises(NotFound):
        await append_to(both(refuse), request())
    assert not await store.load(one)
    accepted = await append_to(both(lambda _: [Counted(by=2)]), request())
    assert accepted.stream_id == one
    assert [(await fresh(store).load(each)).state for each in (one, other)] == [1, 2]


async def test_a_conflict_on_the_other_stream_is_decided_again(
    store: EventStore, counters: Counters
) -> None:
    """The caller's own stream has not changed, so it gets no conflict."""
    mine, shared = counter(), counter()
    await counters.run(mine, lambda _: [Counted(by=1)], request())

    async def both() -> Accepted:
        here = fresh(store)
        changes = [
            Change(here, mine, lambda _: [Counted(by=1)]),
            Change(here, shared, lambda _: [Counted(by=1)]),
        ]
        return await append_to(changes, request(expected=1))

    others = [fresh(store).run(shared, lambda _: [Counted(by=1)], request()) for _ in range(3)]
    accepted, *_ = await asyncio.gather(both(), *others)
    assert (accepted.stream_id, accepted.version) == (mine, 2)
    assert (await fresh(store).load(shared)).state == 4


async def test_evolve_sees_who_gave_the_command_and_from_when_it_holds(store: EventStore) -> None:
    """The same for an event just appended and one loaded again."""
    asked = replace(request(), instrument="Délibération 12/2026")

    def last(_: Seen, __: Counted, provenance: Provenance) -> Seen:
        return provenance.by, provenance.effective_date

    stream, seen = counter(), (Actor(id="nobody", capacity="none"), date.min)
    streams: Streams[Seen, Counted] = Streams(store, catalogue(), seen, last)
    await streams.run(stream, lambda _: [Counted(by=1)], asked)
    afresh: Streams[Seen, Counted] = Streams(store, catalogue(), seen, last)
    expected = (
        Actor(id="tester", capacity="office", instrument="Délibération 12/2026"),
        asked.effective_date,
    )
    assert (await streams.load(stream)).state == expected
    assert (await afresh.load(stream)).state == expected


@pytest.mark.parametrize("expected", [0, 1])
async def test_one_append_writes_a_stream_once(
    store: EventStore, counters: Counters, expected: int
) -> None:
    stream, meta = counter(), encode_metadata(request().metadata())
    first = counters.write(stream, Loaded(0, 0), [Counted(by=1)], meta)
    again = counters.write(stream, Loaded(0, expected), [Counted(by=2)], meta)
    with pytest.raises(VersionConflict):
        await store.append([first, again], new_id(), b"f")
    assert not await store.load(stream)


def limited(total: int, event: Counted, _: Provenance) -> int:
    """A state that cannot hold more than a hundred."""
    if total + event.by > 100:
        raise OverflowError
    return total + event.by


async def test_a_decision_that_no_state_can_hold_is_refused_before_it_is_written(
    store: EventStore, counters: Counters
) -> None:
    """Such an event would make its stream unreadable for good."""
    full: Counters = Streams(store, catalogue(), 0, limited)
    stream, other = counter(), counter()
    await full.run(stream, lambda _: [Counted(by=99)], request())
    beyond = [Change(counters, other, lambda _: [Counted(by=1)])]
    beyond.append(Change(full, stream, lambda _: [Counted(by=1), Counted(by=1)]))
    with pytest.raises(DecisionNotFoldable) as refused:
        await append_to(beyond, request())
    assert refused.value.values["event"] == "Counted"
    assert isinstance(refused.value.__cause__, OverflowError)
    assert not await store.load(other)
    assert (await full.load(stream)).state == 99
    await full.run(stream, lambda _: [Counted(by=1)], request())
    assert (await fresh(store).load(stream)).state == 100


async def test_the_state_after_a_command_is_folded_once(store: EventStore) -> None:
    folded: list[Counted] = []

    def noting(total: int, event: Counted, provenance: Provenance) -> int:
        folded.append(event)
        return evolve(total, event, provenance)

    streams: Counters = Streams(store, catalogue(), 0, noting)
    stream = counter()
    await streams.run(stream, lambda _: [Counted(by=1), Counted(by=2)], request())
    assert (await streams.load(stream)).state == 3
    assert len(folded) == 2


@pytest.mark.parametrize("second", [0, 1])
async def test_two_writes_to_one_stream_in_one_append_are_refused(
    store: EventStore, second: int
) -> None:
    """Whether the second expects what was before the append, or what its first write makes."""
    stream = counter()
    writes = [
        Write(stream, expected, [NewEvent(new_id(), "Counted", 1, '{"by":1}', "{}")])
        for expected in (0, second)
    ]
    with pytest.raises(VersionConflict):
        await store.append(writes, new_id(), b"f")
    assert await store.load(stream) == []
