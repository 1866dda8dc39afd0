"""Commands of the office on what it publishes."""

from dataclasses import dataclass

from mithaq.commands import Caller
from mithaq.dating import Dating

from conventions.domain.frames.programme_kind import ProgrammeKind
from conventions.domain.frames.template import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationCommand:
    caller: Caller
    dating: Dating


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishTemplate(PublicationCommand):
    """The next version of a template, or its first. `once`: unless some version says the same."""

    name: str
    template: Template
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmTemplate(PublicationCommand):
    name: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawTemplate(PublicationCommand):
    name: str
    version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DefineProgrammeKind(PublicationCommand):
    """The next version of a kind, or its first. `once`: unless some version says the same."""

    code: str
    kind: ProgrammeKind
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmProgrammeKind(PublicationCommand):
    code: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawProgrammeKind(PublicationCommand):
    code: str
    version: int
    reason: str


TemplateCommand = PublishTemplate | ConfirmTemplate | WithdrawTemplate
ProgrammeKindCommand = DefineProgrammeKind | ConfirmProgrammeKind | WithdrawProgrammeKind
