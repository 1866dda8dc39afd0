"""Commands that suspend, resume or complete a convention."""

from dataclasses import dataclass

from conventions.domain.core.commands import ConventionCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendConvention(ConventionCommand):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeConvention(ConventionCommand):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteConvention(ConventionCommand):
    report: str
