"""Claims lines of the service's own log for its read models: locked and moved in one call."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import asyncpg
from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.projections.dead_letters import Exclusions
from mithaq.projections.model import Subscription
from mithaq.projections.tables import READ_MODEL
from mithaq.store.prepared import fetch

_CLAIM: Final = (
    "SELECT name, claimed, ours, seq, parked, dropped, halted FROM claim_lines($1, $2, $3, $4, $5)"
)

_OURS: Final = (
    select(READ_MODEL.c.name)
    .where(READ_MODEL.c.name == bindparam("key"), READ_MODEL.c.revision == bindparam("registered"))
    .with_for_update(read=True, key_share=True)
)


class NotOurs(RuntimeError):
    """The progress row is gone, or of another revision: another release follows for these rows."""

    def __init__(self, consumer: str) -> None:
        super().__init__(f"{consumer}: its rows are of another release, which follows for them")
        self.consumer = consumer


async def ensure_ours(connection: AsyncConnection, subscription: Subscription) -> None:
    """Raise NotOurs unless its revision is registered; it stays so until the transaction ends.

    To be called before a progress row of the consumer is created. An intake is always its own.
    """
    if subscription.revision is None:
        return
    found = await connection.execute(
        _OURS, {"key": subscription.name, "registered": subscription.revision}
    )
    if found.first() is None:
        raise NotOurs(subscription.name)


@dataclass(frozen=True, slots=True)
class Claim:
    """Whether the lines are this read model's to apply, and what it must not apply of them.

    If they are not `claimed`, its progress is at `seq`, not where the caller saw it. If it is not
    `ours`, its row is gone or of another revision.
    """

    claimed: bool
    ours: bool
    seq: int
    excluded: Exclusions


_GONE: Final = Claim(
    claimed=False, ours=False, seq=0, excluded=Exclusions(frozenset(), frozenset(), halted=False)
)


async def claim_lines(
    session: AsyncConnection | asyncpg.Pool,
    subscriptions: Sequence[Subscription],
    after: int,
    to: int,
) -> list[Claim]:
    """Move each read model that is at line `after` to line `to`; one claim for each of them.

    In a transaction the progress rows stay locked until its end.
    """
    names = [each.name for each in subscriptions]
    revisions = [each.revision for each in subscriptions]
    source = subscriptions[0].sources[0]
    rows = await fetch(session, _CLAIM, names, revisions, source, after, to)
    found = {row[0]: _claim(row) for row in rows}
    return [found.get(name, _GONE) for name in names]


def _claim(row: Sequence[Any]) -> Claim:
    _, claimed, ours, seq, parked, dropped, halted = row
    return Claim(
        claimed, ours, seq, Exclusions(frozenset(parked), frozenset(dropped), halted=halted)
    )
