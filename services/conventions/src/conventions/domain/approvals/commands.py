"""Commands on approvals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from conventions.domain.approvals.required import Thresholds
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.commands import ConventionCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestApprovals(ConventionCommand):
    """Where the text needs none, an empty list opens the signature at once.

    `kinds` are the kinds of the bodies asked, as the registry has them today.
    """

    approvals: tuple[RequiredApproval, ...]
    kinds: Mapping[UUID, str] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantApproval(ConventionCommand):
    approval: RequiredApproval
    instrument: str

    def empowered_by(self) -> str | None:
        return self.instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseApproval(ConventionCommand):
    approval: RequiredApproval
    reason: str
