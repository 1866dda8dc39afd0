"""Large events: up to the limit they pass through all parts, above it they are refused."""

import pytest
from mithaq.errors import EventTooLarge
from mithaq.http.handlers import problem_of
from mithaq.messaging import Kafka
from mithaq.store import MAX_EVENT_BYTES, Database, Streams
from mithaq.testing.counter import Counted, catalogue, evolve, request
from mithaq.testing.flow import Producing, consume_until
from mithaq.testing.memory import InMemoryEventStore
from mithaq.words import texts_of

MEGABYTE = 1_000_000
META = 500  # bytes at most in these tests
WEIGHTS = {"x": 1, "é": 2, "م": 2, "\n": 2, "€": 3}  # as canonical JSON in UTF-8


async def grow(producing: Producing, stream: str, size: int, letter: str = "x") -> None:
    noted = Counted(by=1, note=letter * size)
    await producing.counters.run(stream, lambda _: [noted], request())


async def room(stream: str = "counter-a") -> int:
    """How many letters a note may have to reach the limit."""
    store = InMemoryEventStore()
    await Streams(store, catalogue(), 0, evolve).run(stream, lambda _: [Counted(by=1)], request())
    (stored,) = await store.load(stream)
    return MAX_EVENT_BYTES - len(stored.data)


async def test_large_events_pass_the_whole_way_in_order(
    producing: Producing, consuming: Database
) -> None:
    """Given lines of a megabyte, of which no two fit a batch, when relayed, then all arrive."""
    for _ in range(3):
        for stream in ("counter-a", "counter-b"):
            await grow(producing, stream, MEGABYTE)
            await producing.count(stream, 1)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 6, "counter-b": 6})


async def test_the_largest_allowed_event_passes_in_any_script(
    producing: Producing, consuming: Database
) -> None:
    for letter, weight in WEIGHTS.items():
        await grow(producing, "counter-a", (await room() - META) // weight, letter)
    await producing.count("counter-a", 1)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": len(WEIGHTS) + 1})


@pytest.mark.parametrize("letter", ["x", "é", "م", "\n"])
async def test_a_larger_event_is_refused_and_nothing_is_stored(
    database: Database, letter: str
) -> None:
    producing = Producing(database, Kafka(""), "ma.mithaq.counters")
    with pytest.raises(EventTooLarge) as refusal:
        await grow(producing, "counter-a", await room() // WEIGHTS[letter], letter)
    assert refusal.value.values["limit"] == MAX_EVENT_BYTES
    assert await database.pool.fetchval("SELECT count(*) FROM event") == 0


async def test_the_limit_counts_data_and_metadata_to_the_byte() -> None:
    store = InMemoryEventStore()
    counters = Streams(store, catalogue(), 0, evolve)

    async def note(letters: int) -> None:
        noted = Counted(by=1, note="x" * letters)
        await counters.run("counter-a", lambda _: [noted], request())

    with pytest.raises(EventTooLarge) as refusal:
        await note(MAX_EVENT_BYTES)
    size = refusal.value.values["size"]
    assert isinstance(size, int)
    fits = 2 * MAX_EVENT_BYTES - size
    await note(fits)
    with pytest.raises(EventTooLarge):
        await note(fits + 1)
    assert store.count == 1


def test_the_refusal_is_a_client_error_with_its_figures() -> None:
    problem = problem_of(EventTooLarge(event="Counted", size=9, limit=8))
    assert (problem.status, problem.code) == (422, "event-too-large")
    for language in ("fr", "ar", "en"):
        told = texts_of().problem(problem.code, language, problem.values)
        assert "9" in told.detail
        assert "8" in told.detail
