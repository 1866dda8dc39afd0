"""Several followers take one poll's records in one transaction, or each takes them alone."""

from collections.abc import Sequence

from aiokafka import TopicPartition
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.failpoints import FailPoint, reach
from mithaq.messaging.claiming import Claim, claim
from mithaq.messaging.connections import Polled
from mithaq.messaging.feed import count
from mithaq.messaging.follower import Follower
from mithaq.messaging.steps import Planned, Poll, plan
from mithaq.projections.apply import apply
from mithaq.projections.claiming import NotOurs
from mithaq.projections.limit import ProjectorBroken
from mithaq.store.database import Database
from mithaq.store.failures import is_transient

Plans = Sequence[tuple[Follower, Planned]]


async def take(
    database: Database, followers: Sequence[Follower], poll: Poll
) -> list[TopicPartition]:
    """Apply the records to every follower; returns the partitions that must be read again.

    Rows and offsets of all commit together; if no line concerns anybody, the offsets are left for
    `save`. Whoever cannot go along (its projector fails, its offsets are elsewhere) takes the
    records alone, so it holds nobody back: ProjectorBroken and NotOurs are raised once the others
    are done. Raises transient errors at once: the records can be read again.
    """
    planned = [(each, plan(each.subscription, each.places, poll)) for each in followers]
    sharing = [(each, made) for each, made in planned if made is not None]
    alone = [each for each, made in planned if made is None]
    moving = [(each, made) for each, made in sharing if made.step.begins]
    if moving:
        try:
            alone += await _together(database, moving, poll)
        except Exception as failure:
            if is_transient(failure):
                raise
            alone += [each for each, _ in moving]
    await save(database, alone)
    return await _each_alone(alone, poll.polled)


async def save(database: Database, followers: Sequence[Follower]) -> None:
    """Save how far the followers have read over lines that concerned nobody.

    Where the offsets in the table are not those that were seen, nothing is saved: somebody else
    moved them, and the next records are read from there.
    """
    late = [(each, each.unsaved_step()) for each in followers if each.unsaved]
    if late:
        claims = await claim(database.pool, [step for _, step in late])
        for (each, step), taken in zip(late, claims, strict=True):
            if taken.claimed:
                each.took(step)
            else:
                each.leave(list(step.ends))


async def _together(database: Database, plans: Plans, poll: Poll) -> list[Follower]:
    """Move everybody whose offsets are where they were; returns the others."""
    if not any(made.wanted for _, made in plans):
        for each, made in plans:
            each.pass_over(made.step)
            _count(made, poll)
        return []
    steps = [each.step_since_saved(made.step) for each, made in plans]
    async with database.engine.begin() as connection:
        claims = await claim(connection, steps)
        await _apply(connection, plans, claims)
        reach(FailPoint.CONSUMED)
    for (each, made), step, taken in zip(plans, steps, claims, strict=True):
        if taken.claimed:
            each.took(step)
            _count(made, poll)
    return [each for (each, _), taken in zip(plans, claims, strict=True) if not taken.claimed]


def _count(made: Planned, poll: Poll) -> None:
    count(made.step.consumer, made.applied, poll.polled, made.step.ends)


async def _apply(connection: AsyncConnection, plans: Plans, claims: Sequence[Claim]) -> None:
    for (each, made), taken in zip(plans, claims, strict=True):
        if taken.claimed and made.wanted:
            await apply(
                connection, each.subscription, made.wanted, guarded=False, excluded=taken.excluded
            )


async def _each_alone(followers: Sequence[Follower], polled: Polled) -> list[TopicPartition]:
    reread: set[TopicPartition] = set()
    stopped: ProjectorBroken | NotOurs | None = None
    for each in followers:
        try:
            reread.update(await each.take(polled))
        except (ProjectorBroken, NotOurs) as failure:
            stopped = stopped or failure
    if stopped is not None:
        raise stopped
    return list(reread)
