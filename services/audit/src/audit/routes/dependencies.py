"""What routes are given: the service's parts, the moment asked for, the caller's rights."""

from collections.abc import Collection
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from mithaq.commands import Caller
from mithaq.http import parts_of
from pydantic import AwareDatetime
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.application import Audit
from audit.domain import policy
from audit.read_models.commitments import queries
from audit.read_models.commitments.queries import Moment
from audit.routes.views.commitments import Named

Parts = Annotated[Audit, Depends(parts_of(Audit))]


async def _moment(
    as_of: Annotated[
        date | None, Query(description="What holds on this day.", examples=["2026-01-31"])
    ] = None,
    known_at: Annotated[
        AwareDatetime | None,
        Query(
            description="What had been recorded by this instant, with its offset.",
            examples=["2026-01-31T12:00:00Z"],
        ),
    ] = None,
) -> Moment:
    return Moment(as_of=as_of, known_at=known_at)


AsOf = Annotated[Moment, Depends(_moment)]


async def ensure_reads_convention(
    connection: AsyncConnection, caller: Caller, convention_id: UUID
) -> None:
    parties = await queries.parties_of(connection, convention_id)
    policy.ensure_reads_convention(caller, convention_id, parties)


async def ensure_reads_stream(connection: AsyncConnection, caller: Caller, stream_id: str) -> None:
    convention_id = policy.convention_of(stream_id)
    parties = await queries.parties_of(connection, convention_id) if convention_id else ()
    policy.ensure_reads_stream(caller, stream_id, parties)


async def organisations_named(
    connection: AsyncConnection, ids: Collection[UUID]
) -> dict[UUID, Named]:
    """Those that are registered, or party to a convention."""
    names = await queries.names(connection, ids)
    return {key: Named(id=key, name_fr=fr, name_ar=ar) for key, (fr, ar) in names.items()}
