"""What routes are given: the service's parts, the moment asked for, the caller's rights."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from mithaq.commands import Caller
from mithaq.http import Day, Instant, parts_of
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.application import Audit
from audit.domain import policy
from audit.read_models import event_copy
from audit.read_models.commitments import queries
from audit.read_models.commitments.queries import Moment
from audit.routes.views.commitments import Named
from audit.sources import CONVENTIONS

Parts = Annotated[Audit, Depends(parts_of(Audit))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The moment that a read asks for: what holds on a day, as known at an instant."""

    as_of: date | None = None
    known_at: datetime | None = None


async def _asked(
    as_of: Annotated[
        Day | None, Query(description="What holds on this day.", examples=["2026-01-31"])
    ] = None,
    known_at: Annotated[
        Instant | None,
        Query(
            description="What had been recorded by this instant, with its offset.",
            examples=["2026-01-31T12:00:00Z"],
        ),
    ] = None,
) -> Asked:
    return Asked(as_of=as_of, known_at=known_at)


AsOf = Annotated[Asked, Depends(_asked)]


async def ledger_moment(connection: AsyncConnection, asked: Asked) -> Moment:
    """The moment in the ledger, whose lines all come from the conventions' log.

    The copy of the log may be ahead of the ledger or behind it: whichever saw the first later line.
    """
    if asked.known_at is None:
        return Moment(as_of=asked.as_of)
    found = (
        await event_copy.first_after(connection, CONVENTIONS, asked.known_at),
        await queries.first_after(connection, asked.known_at),
    )
    before = min((each for each in found if each is not None), default=None)
    return Moment(as_of=asked.as_of, before=before)


async def log_moment(connection: AsyncConnection, source: str, asked: Asked) -> Moment:
    """The moment in a copied log."""
    if asked.known_at is None:
        return Moment(as_of=asked.as_of)
    before = await event_copy.first_after(connection, source, asked.known_at)
    return Moment(as_of=asked.as_of, before=before)


async def with_entries(connection: AsyncConnection, caller: Caller) -> Caller:
    """The caller, with what was merged into its organisation: it reads what those do."""
    if caller.organisation is None:
        return caller
    entries = await queries.entries_of(connection, caller.organisation)
    return replace(caller, also=frozenset(entries) - {caller.organisation})


async def ensure_reads_convention(
    connection: AsyncConnection, caller: Caller, convention_id: UUID
) -> None:
    facts = await queries.facts_of(connection, convention_id)
    caller = await with_entries(connection, caller)
    policy.ensure_reads_convention(caller, convention_id, facts)


async def ensure_reads_stream(connection: AsyncConnection, caller: Caller, stream_id: str) -> None:
    convention_id = policy.convention_of(stream_id)
    found = convention_id and await queries.facts_of(connection, convention_id)
    caller = await with_entries(connection, caller)
    policy.ensure_reads_stream(caller, stream_id, found or policy.NOBODY)


async def organisations_named(
    connection: AsyncConnection, ids: Collection[UUID]
) -> dict[UUID, Named]:
    """Those that were registered, or invited to a convention."""
    rows = await queries.organisations(connection, ids)
    return {row.id: Named.model_validate(row) for row in rows}
