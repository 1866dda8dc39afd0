"""Events of approvals."""

from dataclasses import dataclass

from conventions.domain.core.approval_round import RequiredApproval, TacitDelay
from conventions.domain.core.event import ConventionEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalsRequested(ConventionEvent):
    """Which approvals this text needs; an empty list means signature may start.

    `tacit` are those that count as granted without an answer, each with its last day.
    """

    approvals: tuple[RequiredApproval, ...]
    tacit: tuple[TacitDelay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGranted(ConventionEvent):
    """`instrument` names the paper that grants it; of a `tacit` one, what lets silence count."""

    approval: RequiredApproval
    instrument: str
    tacit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TacitDelayMoved(ConventionEvent):
    """Silence counts as consent after another last day: days off were corrected, or its body was
    not able to act.
    """

    delay: TacitDelay
    unable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRefused(ConventionEvent):
    """It stands until the text is reopened."""

    approval: RequiredApproval
    reason: str


ApprovalsEvent = ApprovalsRequested | ApprovalGranted | ApprovalRefused | TacitDelayMoved
