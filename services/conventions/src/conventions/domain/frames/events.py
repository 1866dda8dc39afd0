"""Events of what the office publishes.

Streams: `template-{name}` and `programme-kind-{code}`, each with all its versions.
"""

from dataclasses import dataclass

from conventions.domain.frames.programme_kind import ProgrammeKind
from conventions.domain.frames.template import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePublished:
    """A version of the template exists; nobody drafts from it before another person confirms."""

    name: str
    version: int
    template: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateConfirmed:
    """Conventions may be drafted from this version."""

    name: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateWithdrawn:
    """No further convention is drafted from this version; those that were keep it."""

    name: str
    version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeKindDefined:
    """A version of the kind exists; it binds nobody before another person confirms."""

    code: str
    version: int
    kind: ProgrammeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeKindConfirmed:
    """It binds conventions drafted from now on under this kind."""

    code: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeKindWithdrawn:
    """It binds no further convention; those that it binds keep it."""

    code: str
    version: int
    reason: str


TemplateEvent = TemplatePublished | TemplateConfirmed | TemplateWithdrawn
ProgrammeKindEvent = ProgrammeKindDefined | ProgrammeKindConfirmed | ProgrammeKindWithdrawn
