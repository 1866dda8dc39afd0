"""Commands that suspend, resume or complete a convention."""

from dataclasses import dataclass

from conventions.domain.core.commands import ConventionCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendConvention(ConventionCommand):
    """`notice` is the one that was not heeded, where it is suspended for that."""

    reason: str
    notice: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeConvention(ConventionCommand):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteConvention(ConventionCommand):
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminateConvention(ConventionCommand):
    """One side ends it on an expired notice; `refund_days` to give back what is claimed."""

    notice: int
    reason: str
    act: str
    refund_days: int

    def empowered_by(self) -> str | None:
        return self.act


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRefundOverdue(ConventionCommand):
    """The day to give back what a termination claims is over: given by the deadline alone."""

    tranche: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseConvention(ConventionCommand):
    """`act` names the paper of the closure."""

    act: str

    def empowered_by(self) -> str | None:
        return self.act


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveConvention(ConventionCommand):
    """Under which reference its papers are kept, and where."""

    reference: str
    place: str
