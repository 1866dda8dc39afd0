"""The response of every accepted command."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from mithaq.commands import Accepted
from mithaq.http.etags import etag

POSITION_HEADER: Final = "Mithaq-Position"


class Answer(BaseModel):
    """The command was accepted: the changed thing, its version, and the position for reads."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "example": {
                "id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                "version": 7,
                "position": 4211,
            }
        },
    )

    id: Annotated[str, Field(description="Of what was changed or made.")]
    version: Annotated[int, Field(description="Its version since, as in the ETag.")]
    position: Annotated[
        int,
        Field(
            description="To send as Mithaq-Min-Position on reads. 0 if nothing had to change: then "
            "the position that one has is enough."
        ),
    ]


def answer(
    response: Response, accepted: Accepted, of: UUID | str, *, location: str | None = None
) -> Answer:
    """Set ETag and Mithaq-Position; with `location`, the new thing's path, also 201 and Location.

    A path such as `/v1/conventions/...` is sent with the gateway's prefix.
    """
    response.headers["ETag"] = etag(accepted.version)
    response.headers[POSITION_HEADER] = str(accepted.position)
    if location is not None:
        response.status_code = 201
        response.headers["Location"] = location
    return Answer(id=str(of), version=accepted.version, position=accepted.position)
