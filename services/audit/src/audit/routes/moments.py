"""The two times every read of the past may be asked for."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query
from pydantic import AwareDatetime

from audit.read_models.ledger_queries import Moment


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
