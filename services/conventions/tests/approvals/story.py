"""Approvals of the tests: the two councils that sign, and the visa of their deliberations."""

from uuid import UUID

from conventions.domain.approvals import commands as c
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.vocabulary import ApprovalKind

from ..people import (
    COMMUNE,
    CONTROL_BUREAU,
    FINANCE_MINISTRY,
    INTERIOR_MINISTRY,
    OPERATOR,
    REGION,
    Say,
    commune_council,
    control,
    finance,
    interior,
    region,
    region_council,
)

KINDS = {
    REGION: "region",
    COMMUNE: "commune",
    OPERATOR: "public_operator",
    INTERIOR_MINISTRY: "interior",
    FINANCE_MINISTRY: "finance",
    CONTROL_BUREAU: "financial_control",
}


def approval(kind: ApprovalKind, of: UUID) -> RequiredApproval:
    return RequiredApproval(kind=kind, organisation_id=of)


REGION_COUNCIL = approval(ApprovalKind.COUNCIL_DELIBERATION, REGION)
COMMUNE_COUNCIL = approval(ApprovalKind.COUNCIL_DELIBERATION, COMMUNE)
INTERIOR = approval(ApprovalKind.INTERIOR, INTERIOR_MINISTRY)
FINANCE = approval(ApprovalKind.FINANCE, FINANCE_MINISTRY)
CONTROL = approval(ApprovalKind.FINANCIAL_CONTROL, CONTROL_BUREAU)
NEEDED = (REGION_COUNCIL, COMMUNE_COUNCIL, INTERIOR)
ANSWERING: dict[RequiredApproval, Say] = {
    REGION_COUNCIL: region_council,
    COMMUNE_COUNCIL: commune_council,
    INTERIOR: interior,
    FINANCE: finance,
    CONTROL: control,
}


def request(*approvals: RequiredApproval, say: Say = region) -> c.RequestApprovals:
    return say(c.RequestApprovals, approvals=approvals, kinds=KINDS)


def grant(wanted: RequiredApproval, say: Say | None = None) -> c.GrantApproval:
    """Granted by whoever answers for the body, unless somebody else is named."""
    by = say or ANSWERING[wanted]
    return by(c.GrantApproval, approval=wanted, instrument="visa 1")


def refuse(
    wanted: RequiredApproval, say: Say | None = None, reason: str = "crédits"
) -> c.RefuseApproval:
    by = say or ANSWERING[wanted]
    return by(c.RefuseApproval, approval=wanted, reason=reason)


def grants(*wanted: RequiredApproval) -> list[c.GrantApproval]:
    return [grant(each) for each in wanted]
