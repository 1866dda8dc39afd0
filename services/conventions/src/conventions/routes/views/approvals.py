"""Approvals over HTTP."""

from uuid import UUID

from mithaq.events import Open
from mithaq.http import View

from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import ApprovalAnswer, ApprovalKind


class ApprovalView(View):
    kind: Open[ApprovalKind]
    organisation_id: UUID | None
    answer: ApprovalAnswer


def approvals_of(convention: Convention) -> list[ApprovalView]:
    """Every approval that the text needs, with its answer so far."""
    return [
        ApprovalView(kind=approval.kind, organisation_id=approval.organisation_id, answer=answer)
        for approval, answer in convention.approvals.items()
    ]
