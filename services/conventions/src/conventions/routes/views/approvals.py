"""Approvals over HTTP."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Final
from uuid import UUID

from mithaq.events import Open
from mithaq.http import View
from pydantic import Field

from conventions.domain.core.approval_round import Answers, RequiredApproval, TacitDelay
from conventions.domain.core.vocabulary import ApprovalAnswer, ApprovalKind

_NONE: Final[Mapping[RequiredApproval, TacitDelay]] = MappingProxyType({})


class ApprovalView(View):
    kind: Open[ApprovalKind]
    organisation_id: UUID
    answer: ApprovalAnswer
    tacit_on: Annotated[
        date | None, Field(description="Without an answer by that day it counts as granted.")
    ]


def approvals_of(
    answers: Answers, tacit: Mapping[RequiredApproval, TacitDelay] = _NONE
) -> list[ApprovalView]:
    """Every approval asked for a text, with its answer so far."""
    return [
        ApprovalView(
            kind=approval.kind,
            organisation_id=approval.organisation_id,
            answer=answer,
            tacit_on=tacit[approval].last_day if approval in tacit else None,
        )
        for approval, answer in answers.items()
    ]
