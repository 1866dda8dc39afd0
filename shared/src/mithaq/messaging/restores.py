"""Hears that a source was restored from a backup, and stops where its consumers know more than it.

Every record carries, as header `ce_restores`, where its log ended at each restore of its store. A
consumer that has applied lines beyond such an end holds lines that are lost: the numbers are given
to other lines now. It applies nothing more until somebody has it follow the new past.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import asyncpg

from mithaq.messaging.pasts import Restores, is_older, lost_after
from mithaq.messaging.seals import Trust
from mithaq.messaging.steps import Poll
from mithaq.projections.model import Subscription
from mithaq.store import findings
from mithaq.store.database import Database
from mithaq.store.findings import Finding

CODE: Final = "source-restored"
_HEARD: Final = "SELECT restores FROM restores_heard WHERE consumer = $1 AND source = $2"
_HEAR: Final = """
    INSERT INTO restores_heard VALUES ($1, $2, $3)
    ON CONFLICT (consumer, source) DO UPDATE SET restores = excluded.restores
"""
_APPLIED: Final = """
    SELECT coalesce(max(last_seq), 0) FROM consumer_offset WHERE consumer = $1 AND topic = $2
"""


class SourceRestored(RuntimeError):
    """A source has lost lines that a consumer has applied: it must not go on by itself."""


def written(restores: Sequence[int]) -> bytes:
    """The header; empty if there was no restore: then it is left out."""
    return ",".join(map(str, restores)).encode()


def read(header: bytes) -> Restores:
    """What a header says; one of another form says nothing."""
    try:
        return tuple(int(each) for each in header.decode().split(",") if each)
    except ValueError:
        return ()


class RestoresHeard:
    """What the subscriptions of one consumer have heard of their sources' restores."""

    def __init__(
        self,
        database: Database,
        subscriptions: Sequence[Subscription],
        trusts: Mapping[str, Trust],
    ) -> None:
        self._database, self._trusts = database, trusts
        self._by_topic: dict[str, list[str]] = {}
        for each in subscriptions:
            for topic in each.sources:
                self._by_topic.setdefault(topic, []).append(each.name)
        self._known: dict[str, Restores] = {}

    async def load(self) -> None:
        """Have no line believed that a source is known to have lost."""
        for topic, consumers in self._by_topic.items():
            for consumer in consumers:
                await recall(self._database.pool, consumer, {topic: self._trusts[topic]})

    async def check(self, poll: Poll) -> None:
        """Raises SourceRestored, with a finding that says what to do; asks only if news came.

        What a forged line tells counts for nothing.
        """
        for topic, told in _told(poll).items():
            if self._known.get(topic) == told:
                continue
            for consumer in self._by_topic.get(topic, ()):
                await self._hear(consumer, topic, told)
            self._known[topic] = told

    async def _hear(self, consumer: str, topic: str, told: Restores) -> None:
        pool = self._database.pool
        known = await heard(pool, consumer, topic) or ()
        if is_older(told, known):
            return  # nothing new: at most a relay that does not know of the latest one
        applied = await pool.fetchval(_APPLIED, consumer, topic)
        end = lost_after(known, told, applied)
        if end is not None:
            what = (
                f"{topic} was restored from a backup that ends at line {end}, and {consumer} has "
                f"applied its lines up to {applied}: it applies nothing more"
            )
            do = (
                "have the publishing service take its lines back (take-back); if they are given "
                f"up: follow {topic}"
            )
            finding = Finding(part=consumer, code=CODE, subject=topic, what=what, do=do)
            await findings.tell(pool, finding)
            raise SourceRestored(what)
        await hear(self._database, consumer, topic, told)


async def heard(pool: asyncpg.Pool, consumer: str, topic: str) -> Restores | None:
    """The restores that the consumer has heard of; None if it has heard of none."""
    found = await pool.fetchval(_HEARD, consumer, topic)
    return None if found is None else read(found.encode())


async def recall(pool: asyncpg.Pool, consumer: str, trusts: Mapping[str, Trust]) -> None:
    """Have no line of these topics believed that the consumer knows to be lost."""
    for topic, trust in trusts.items():
        trust.learn(await heard(pool, consumer, topic) or ())


async def hear(database: Database, consumer: str, topic: str, told: Restores) -> None:
    """The consumer follows what the source tells now."""
    await database.pool.execute(_HEAR, consumer, topic, written(told).decode())
    await findings.withdraw(database.pool, consumer, CODE)


def _told(poll: Poll) -> Mapping[str, Restores]:
    """The most that the last line of a partition tells, by topic."""
    found: dict[str, Restores] = {}
    for partition in poll.polled:
        if lines := poll.believed(partition):
            told = lines[-1].restores
            found[partition.topic] = max(found.get(partition.topic, ()), told, key=len)
    return found
