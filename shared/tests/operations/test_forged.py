"""A rewritten log with a valid chain: verify finds the first faulty line."""

import pytest
from mithaq.operations import verify as verifying
from mithaq.operations.verify import verify

from .conftest import Counting
from .forging import forge, named, owner


async def test_swapped_versions_are_found_despite_a_valid_chain(ten: Counting) -> None:
    async with owner(ten) as connection:
        await forge(connection, lambda all_: [*all_[:4], all_[6], all_[5], all_[4], *all_[7:]])
    assert named(await verify(ten.database)) == (5, "version")


async def test_an_event_twice_in_the_log_is_named(ten: Counting) -> None:
    async with owner(ten) as connection:
        await connection.execute("ALTER TABLE event_log DROP CONSTRAINT event_log_position")
        await forge(connection, lambda all_: [*all_, all_[9]])
    assert named(await verify(ten.database)) == (11, "version")


async def test_a_non_canonical_payload_is_found_despite_a_valid_chain(ten: Counting) -> None:
    async with owner(ten) as connection:
        await connection.execute(
            """UPDATE event SET data = '{"note":"","by":1}' WHERE stream_id = 'counter-a'
               AND version = 2"""
        )
        await forge(connection, list)
    assert named(await verify(ten.database)) == (3, "data")


async def test_a_committed_event_skipped_by_the_log_is_found(ten: Counting) -> None:
    async with owner(ten) as connection:
        await forge(connection, lambda all_: [*all_[:8], all_[9]])
    told = await verify(ten.database)
    assert not told.sound
    assert told.lost == ("counter-a@5",)
    assert told.unsequenced == 0


async def test_ranges_in_several_processes_find_the_same(
    ten: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "RANGE", 4)
    reached: list[int] = []
    assert (await verify(ten.database, reached.append)).sound
    assert reached == [4, 8, 10]
    async with owner(ten) as connection:
        await forge(connection, lambda all_: [*all_[:2], *all_[4:], all_[2], all_[3]])
    assert named(await verify(ten.database)) == (3, "version")
    async with owner(ten) as connection:
        await forge(connection, lambda all_: [all_[0], *all_[2:], all_[1]])
    assert not (await verify(ten.database)).sound


async def test_a_version_missing_between_two_ranges_is_named(
    ten: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "RANGE", 4)
    async with owner(ten) as connection:
        await forge(connection, lambda all_: [*all_[:4], *all_[5:]])
    told = await verify(ten.database)
    assert named(told) == (6, "version")
    assert told.lost == ("counter-a@3",)
