"""A delivery as the log shows it."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from mithaq.http import View
from pydantic import Field
from sqlalchemy import Row

from notifications.domain.delivery import State
from notifications.domain.notices import Audience, Template
from notifications.outbox.deliveries import state_of


class DeliveryView(View):
    """`recipient` is a representative's id, null while nobody is known who could be told.

    A notice is unaddressable when `reason` has held for about an hour. It is still looked at now
    and then (`due_at`), and at once when a mandate of its organisation is confirmed.
    """

    delivery_id: UUID
    version: int
    cause: Annotated[UUID, Field(description="Id of the event that gave the reason to write.")]
    template: Template
    audience: Audience
    convention_id: UUID
    amendment: Annotated[int, Field(description="0 for the convention itself.")]
    organisation_id: UUID
    recipient: UUID | None
    state: State
    reason: str | None
    attempts: int
    address_masked: str | None
    created_at: datetime
    due_at: datetime
    sending_at: datetime | None
    sent_at: datetime | None
    redelivered_by: str | None
    redelivered_at: datetime | None

    @classmethod
    def of(cls, row: Row[Any]) -> Self:
        return cls.model_validate({**row._mapping, "state": state_of(row)})
