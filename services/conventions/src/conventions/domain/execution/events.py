"""Events of progress and documents."""

from dataclasses import dataclass

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReported(ConventionEvent):
    action: str
    progress: Progress
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressAccepted(ConventionEvent):
    """Somebody else than who reported it vouches for it: from now on it counts for releases."""

    action: str
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDeposited(ConventionEvent):
    """A document that the release of a tranche asks for; another of its kind replaces it."""

    tranche: str
    kind: str
    sha256: str


ExecutionEvent = ProgressReported | ProgressAccepted | DocumentDeposited
