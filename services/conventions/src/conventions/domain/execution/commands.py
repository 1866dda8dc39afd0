"""Commands on progress and documents."""

from dataclasses import dataclass
from datetime import date

from conventions.domain.core.commands import ConventionCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProgress(ConventionCommand):
    action: str
    percent: int
    observed_on: date
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptProgress(ConventionCommand):
    """Vouch for progress as it was reported: the figure and its day name the report."""

    action: str
    percent: int
    observed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositDocument(ConventionCommand):
    tranche: str
    kind: str
    sha256: str
