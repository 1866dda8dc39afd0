"""Alerts over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.http import View
from pydantic import Field

from conventions.read_models.alerts import AlertKind


class AlertView(View):
    kind: AlertKind
    convention_id: UUID
    reference: str
    title_fr: str
    title_ar: str | None
    region: str
    part: Annotated[str, Field(description="The committee or the decision; else empty.")]
    organisation_id: Annotated[UUID | None, Field(description="Who is to act, where one party is.")]
    since: Annotated[date, Field(description="The last day on which it was in time.")]
