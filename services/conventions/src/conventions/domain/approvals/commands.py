"""Commands on approvals."""

from dataclasses import dataclass

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import RequiredApproval


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestApprovals(ConventionCommand):
    """An empty list opens the signature at once."""

    approvals: tuple[RequiredApproval, ...]


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
