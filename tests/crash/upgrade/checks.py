"""What the stores and topics say once everything has come to rest."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

import asyncpg
from mithaq.messaging import Kafka
from mithaq.testing.running import topic_lines

from tests.crash.upgrade.campaign import SERVICES, Outcome, told
from tests.crash.upgrade.fleet import World
from tests.crash.upgrade.releases import Release

_COMMANDS: Final = """
    SELECT stream_id, count(DISTINCT command_id) AS commands FROM event
    WHERE stream_id LIKE 'convention-%' GROUP BY stream_id
"""
_SET_ASIDE: Final = """
    SELECT (SELECT count(*) FROM dead_letter) + (SELECT count(*) FROM parked_stream)
         + (SELECT count(*) FROM halted_consumer)
"""
_CALLS: Final = "SELECT schema, count(*) FROM event WHERE type = 'FundsCalled' GROUP BY schema"


async def faults(outcome: Outcome, following: Release, world: World) -> list[str]:
    """Everything that is not as it was promised; empty if all is well."""
    found = [*outcome.answers.faults, *_contents(outcome)]
    found += [f"{name} ended by itself" for name in outcome.ended]
    found += await _commands(outcome, world)
    for service in SERVICES:
        verified = await told(following, world, service, "verify", "--json")
        if '"sound": true' not in verified:
            found.append(f"{service}: {verified}")
        found += await _stored(service, world)
    return found


def _contents(outcome: Outcome) -> Iterator[str]:
    for release, models in outcome.contents.items():
        for name, (live, rebuilt) in models.items():
            if live != rebuilt:
                yield f"{release}: {name} differs from its rebuild"


async def _commands(outcome: Outcome, world: World) -> list[str]:
    """Each accepted command is in its stream once, and nothing else is."""
    accepted = Counter(f"convention-{done.convention}" for done in outcome.lives.done)
    database = await connected(world, "conventions")
    stored = {row["stream_id"]: row["commands"] for row in await database.fetch(_COMMANDS)}
    positions = [done.position for done in outcome.lives.done]
    query = "SELECT count(*) FROM event WHERE position = ANY ($1)"
    there = await database.fetchval(query, positions)
    await database.close()
    found = [
        f"{stream}: {accepted[stream]} commands were accepted, {stored.get(stream, 0)} are stored"
        for stream in accepted.keys() | stored.keys()
        if accepted[stream] != stored.get(stream, 0)
    ]
    if there != len(set(positions)):
        found.append(f"{len(set(positions)) - there} accepted positions hold no event")
    return found


async def _stored(service: str, world: World) -> list[str]:
    database = await connected(world, service)
    aside = await database.fetchval(_SET_ASIDE)
    head = await database.fetchval("SELECT max(seq) FROM event_log")
    await database.close()
    lines = await topic_lines(Kafka(world.kafka), f"ma.mithaq.{service}")
    published = {seq for each in lines.values() for seq in each}
    found = []
    if aside:
        found.append(f"{service}: {aside} dead letters, parked streams or halted consumers")
    if published != set(range(1, head + 1)):
        found.append(f"{service}: {len(published)} of {head} lines are on the topic")
    return found


async def calls(world: World) -> dict[int, int]:
    """How many calls for funds were recorded in each version."""
    database = await connected(world, "conventions")
    rows = await database.fetch(_CALLS)
    await database.close()
    return dict(map(tuple, rows))


async def connected(world: World, service: str) -> asyncpg.Connection:
    return await asyncpg.connect(world.databases[service].replace("+asyncpg", ""))
