"""Commands on approvals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from conventions.domain.approvals.delays import DaysCorrected
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.frame import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestApprovals(ConventionCommand):
    """Where the text needs none, an empty list opens the signature at once.

    `kinds` are the kinds of the bodies asked, as the registry has them today; `corrected` what the
    office said of days off.
    """

    approvals: tuple[RequiredApproval, ...]
    kinds: Mapping[UUID, str] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)
    corrected: DaysCorrected = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantTacitly(ConventionCommand):
    """The delay of the body asked is over: given by the deadline, and by nobody else."""

    approval: RequiredApproval
    corrected: DaysCorrected = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountDelaysAgain(ConventionCommand):
    """The office corrected days off: what is not over yet is counted again, by itself."""

    corrected: DaysCorrected = field(default_factory=dict)
