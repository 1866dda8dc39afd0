"""Events of progress and documents."""

from dataclasses import dataclass

from conventions.domain.core.convention import Progress
from conventions.domain.core.event import ConventionEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReported(ConventionEvent):
    action: str
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDeposited(ConventionEvent):
    """A document that the release of a tranche asks for; another of its kind replaces it."""

    tranche: str
    kind: str
    sha256: str


ExecutionEvent = ProgressReported | DocumentDeposited
