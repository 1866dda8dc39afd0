"""One event of a stream's history."""

from datetime import date, datetime
from typing import Annotated, Any, Final, Self
from uuid import UUID

import orjson
from mithaq.events import decode_metadata
from mithaq.http import View, shortened, with_amounts
from pydantic import Field
from sqlalchemy import Row

# The fields of published events that are amounts: integers of centimes.
MONEY_FIELDS: Final = frozenset(
    {
        *("amount", "before", "after", "ceiling", "cost", "envelope", "excess", "free", "kept"),
        *("called", "committed", "visaed", "reserved", "total", "paid", "justified", "due"),
        *("advance", "balance", "from_total", "left", "missing", "refund_due", "required"),
    }
)


class StreamEvent(View):
    """One event: what, who in which capacity, holding from when, recorded when."""

    version: Annotated[int, Field(description="Its place in the stream.")]
    seq: Annotated[int, Field(description="Its place in its service's log.")]
    source: Annotated[str, Field(examples=["ma.mithaq.conventions"])]
    event_id: UUID
    type: Annotated[str, Field(examples=["ConventionSigned"])]
    schema_version: Annotated[
        int, Field(description="The version of the type's schema that the payload was written in.")
    ]
    actor: str
    organisation: str | None
    capacity: Annotated[str, Field(examples=["office"])]
    effective_date: date
    recorded_at: datetime
    causation_id: UUID | None
    payload: Annotated[
        dict[str, Any],
        Field(description="As recorded, with amounts in the form that all answers have."),
    ]
    left_out: Annotated[
        dict[str, int],
        Field(
            description="Of lists that are too long for a page: how many items are not here. The "
            "whole event is at `streams/{stream_id}/events/{version}/file`."
        ),
    ]
    hash: Annotated[str, Field(description="The log's chain at this event.")]

    @classmethod
    def of(cls, row: Row[Any]) -> Self:
        """From a row of the copied log."""
        meta = decode_metadata(row.meta)
        payload, left_out = shortened(payload_of(row))
        return cls(
            version=row.version,
            seq=row.seq,
            source=row.source,
            event_id=row.event_id,
            type=row.type,
            schema_version=row.schema,
            actor=meta.actor.id,
            organisation=meta.actor.organisation,
            capacity=meta.actor.capacity,
            effective_date=meta.effective_date,
            recorded_at=row.recorded_at,
            causation_id=meta.causation_id,
            payload=dict(payload),
            left_out=dict(left_out),
            hash=row.hash.hex(),
        )


def payload_of(row: Row[Any]) -> dict[str, Any]:
    """All of it, however long."""
    payload: dict[str, Any] = with_amounts(orjson.loads(row.data), MONEY_FIELDS)
    return payload
