"""Events of the conventions service about approvals."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredApproval:
    kind: str
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalsRequested:
    """Somebody asks for what the text needs before its signature, which then opens by itself."""

    convention_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGranted:
    """`tacit`: the body did not answer in time."""

    convention_id: UUID
    approval: RequiredApproval
    tacit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentApprovalGranted:
    """The same, of an amendment."""

    convention_id: UUID
    amendment: int
    approval: RequiredApproval
    tacit: bool = False


Granted = ApprovalGranted | AmendmentApprovalGranted
ApprovalEvent = ApprovalsRequested | Granted
