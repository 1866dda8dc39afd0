"""Bodies of what is said of a statement's lines."""

from typing import Annotated
from uuid import UUID

from mithaq.http import Body, Name, Reason
from pydantic import ConfigDict, Field


class AssignmentBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "convention_id": "018f0000-0000-7000-8000-000000000001",
                "tranche": "commune-2026-1",
            }
        }
    )

    convention_id: UUID
    tranche: Name
    dating_reason: Annotated[
        Reason | None, Field(description="Why it is dated far back; see `archivist`.")
    ] = None


class LineReasonBody(Body):
    model_config = ConfigDict(
        json_schema_extra={"example": {"reason": "Virement d'un autre programme."}}
    )

    reason: Reason
