"""A delivery as the log shows it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from mithaq.http import View
from pydantic import Field

from notifications.domain.delivery import State
from notifications.domain.notices import Audience, Template


class DeliveryView(View):
    """`recipient` is a representative's id, null while nobody is known who could be told."""

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
