"""Approvals over HTTP."""

from uuid import UUID

from mithaq.events import Open
from mithaq.http import View

from conventions.domain.core.approval_round import Answers
from conventions.domain.core.vocabulary import ApprovalAnswer, ApprovalKind


class ApprovalView(View):
    kind: Open[ApprovalKind]
    organisation_id: UUID
    answer: ApprovalAnswer


def approvals_of(answers: Answers) -> list[ApprovalView]:
    """Every approval asked for a text, with its answer so far."""
    return [
        ApprovalView(kind=approval.kind, organisation_id=approval.organisation_id, answer=answer)
        for approval, answer in answers.items()
    ]
