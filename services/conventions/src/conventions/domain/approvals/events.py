"""Events of approvals."""

from dataclasses import dataclass

from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.event import ConventionEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalsRequested(ConventionEvent):
    """Which approvals this text needs; an empty list means signature may start."""

    approvals: tuple[RequiredApproval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGranted(ConventionEvent):
    """`instrument` names the paper that grants it."""

    approval: RequiredApproval
    instrument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRefused(ConventionEvent):
    """It stands until the text is reopened."""

    approval: RequiredApproval
    reason: str


ApprovalsEvent = ApprovalsRequested | ApprovalGranted | ApprovalRefused
