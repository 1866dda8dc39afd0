"""Concurrent commands share a transaction, and each gets its own result."""

import asyncpg
import pytest
from mithaq.commands import Accepted
from mithaq.errors import VersionConflict
from mithaq.ids import new_id
from mithaq.store import Database, PostgresEventStore, Write

from shared.tests.store.at_once import HELD, OTHERS, at_once, stored, versions, write


async def transactions(database: Database) -> int:
    return int(await database.pool.fetchval("SELECT count(DISTINCT xid) FROM event"))


async def test_commands_waiting_meanwhile_share_a_transaction(
    database: Database, store: PostgresEventStore
) -> None:
    answers = await at_once(store, *map(write, OTHERS))
    assert versions(answers) == await stored(database) == dict.fromkeys(OTHERS, 1)
    assert await transactions(database) == 2
    positions = dict(await database.pool.fetch("SELECT stream_id, position FROM event"))
    assert {each.stream_id: each.position for each in answers if isinstance(each, Accepted)} == (
        positions
    )


async def test_several_events_of_a_command_lie_in_order(
    database: Database, store: PostgresEventStore
) -> None:
    several = [Write(stream, 0, [*write("").events, *write("").events]) for stream in OTHERS]
    answers = await at_once(store, *several)
    assert versions(answers) == dict.fromkeys(OTHERS, 2)
    rows = await database.pool.fetch(
        "SELECT version, command_index FROM event ORDER BY stream_id, position"
    )
    assert [tuple(row) for row in rows] == [(1, 1), (2, 2)] * len(OTHERS)
    last = dict(
        await database.pool.fetch("SELECT stream_id, max(position) FROM event GROUP BY stream_id")
    )
    assert all(each.position == last[each.stream_id] for each in answers)  # type: ignore[union-attr]


@pytest.mark.parametrize("expected", [0, 2])
async def test_only_the_command_with_a_stale_version_is_refused(
    database: Database, store: PostgresEventStore, expected: int
) -> None:
    await store.append([write(HELD)], new_id(), b"f")
    answers = await at_once(store, *map(write, OTHERS), write(HELD, expected))
    assert isinstance(answers[-1], VersionConflict)
    assert versions(answers) == dict.fromkeys(OTHERS, 1)
    assert await stored(database) == dict.fromkeys([*OTHERS, HELD], 1)
    assert await transactions(database) == 3


async def test_only_the_command_that_the_table_refuses_fails(
    database: Database, store: PostgresEventStore
) -> None:
    answers = await at_once(store, *map(write, OTHERS), write(HELD, event="no-name"))
    assert isinstance(answers[-1], asyncpg.CheckViolationError)
    assert versions(answers) == await stored(database) == dict.fromkeys(OTHERS, 1)


async def test_a_command_accepted_before_is_recognised_and_no_other_fails(
    database: Database, store: PostgresEventStore
) -> None:
    again = new_id()
    await store.append([write(HELD)], again, b"f")
    ids = [*(new_id() for _ in OTHERS), again]
    answers = await at_once(store, *map(write, OTHERS), write(HELD, 1), ids=ids)
    assert isinstance(answers[-1], VersionConflict)
    assert await stored(database) == dict.fromkeys([*OTHERS, HELD], 1)


async def test_two_concurrent_commands_with_one_id_get_their_own_results(
    database: Database, store: PostgresEventStore
) -> None:
    """One of them has a version conflict and must not get the other's result."""
    same = new_id()
    ids = [*(new_id() for _ in OTHERS), same, same]
    answers = await at_once(store, *map(write, OTHERS), write(HELD), write("a", 0), ids=ids)
    assert isinstance(answers[-1], VersionConflict)
    assert versions(answers) == await stored(database) == dict.fromkeys([*OTHERS, HELD], 1)


async def test_of_two_commands_on_one_stream_the_first_wins(
    database: Database, store: PostgresEventStore
) -> None:
    answers = await at_once(store, *map(write, OTHERS), write(HELD), write(HELD))
    assert isinstance(answers[-1], VersionConflict)
    assert versions(answers) == await stored(database) == dict.fromkeys([*OTHERS, HELD], 1)


async def test_large_events_go_in_several_groups(
    database: Database, store: PostgresEventStore
) -> None:
    large = f'{{"note":"{"n" * 700_000}"}}'
    answers = await at_once(store, *(write(stream, data=large) for stream in OTHERS))
    assert versions(answers) == await stored(database) == dict.fromkeys(OTHERS, 1)
    assert await transactions(database) == len(OTHERS)
