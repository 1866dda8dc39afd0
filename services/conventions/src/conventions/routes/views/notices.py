"""Formal notices over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.events import Open
from mithaq.http import View
from pydantic import Field

from conventions.domain.core.notice import Notice
from conventions.domain.core.vocabulary import BreachKind, NoticeState


class NoticeView(View):
    notice: int
    addressee: UUID
    breach: Open[BreachKind]
    subject: Annotated[str, Field(description="The tranche, contribution, action or article.")]
    served_for: Annotated[UUID | None, Field(description="Absent: by the ministry's office.")]
    served_on: date
    expires_on: Annotated[date, Field(description="The last day to put it right, included.")]
    reason: str
    state: NoticeState
    answer: str | None

    @classmethod
    def of(cls, notice: Notice) -> "NoticeView":
        return cls(
            notice=notice.number,
            addressee=notice.addressee,
            breach=notice.breach.kind,
            subject=notice.breach.subject,
            served_for=notice.served_for,
            served_on=notice.served_on,
            expires_on=notice.expires_on,
            reason=notice.reason,
            state=notice.state,
            answer=notice.answer,
        )
