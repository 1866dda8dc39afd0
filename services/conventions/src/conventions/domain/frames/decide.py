"""Decisions of the office: published by one person, confirmed by another, withdrawn by either."""

from collections.abc import Sequence
from typing import TypeVar

from conventions.domain.core import rules as core
from conventions.domain.core.policy import Capacity
from conventions.domain.frames import commands as c
from conventions.domain.frames import events as e
from conventions.domain.frames import rules
from conventions.domain.frames.evolve import ProgrammeKinds, Templates
from conventions.domain.frames.publication import Publication, Standing, Version
from conventions.domain.frames.sound import ensure_kind, ensure_template

T = TypeVar("T")


def decide_template(templates: Templates, command: c.TemplateCommand) -> Sequence[e.TemplateEvent]:
    ensure_office(command)
    match command:
        case c.PublishTemplate(name=name, template=template, once=once):
            ensure_template(template)
            number = next_version(templates, template, once=once)
            if number is None:
                return []
            return [e.TemplatePublished(name=name, version=number, template=template)]
        case c.ConfirmTemplate(name=name, version=number):
            if not may_confirm(templates, name, number, command):
                return []
            return [e.TemplateConfirmed(name=name, version=number)]
        case c.WithdrawTemplate(name=name, version=number, reason=reason):
            core.ensure_reason(reason)
            if version_of(templates, name, number).standing is Standing.WITHDRAWN:
                return []
            return [e.TemplateWithdrawn(name=name, version=number, reason=reason)]


def decide_kind(
    kinds: ProgrammeKinds, command: c.ProgrammeKindCommand
) -> Sequence[e.ProgrammeKindEvent]:
    ensure_office(command)
    match command:
        case c.DefineProgrammeKind(code=code, kind=kind, once=once):
            ensure_kind(kind)
            number = next_version(kinds, kind, once=once)
            if number is None:
                return []
            return [e.ProgrammeKindDefined(code=code, version=number, kind=kind)]
        case c.ConfirmProgrammeKind(code=code, version=number):
            if not may_confirm(kinds, code, number, command):
                return []
            return [e.ProgrammeKindConfirmed(code=code, version=number)]
        case c.WithdrawProgrammeKind(code=code, version=number, reason=reason):
            core.ensure_reason(reason)
            if version_of(kinds, code, number).standing is Standing.WITHDRAWN:
                return []
            return [e.ProgrammeKindWithdrawn(code=code, version=number, reason=reason)]


def ensure_office(command: c.PublicationCommand) -> None:
    if Capacity.OFFICE not in command.caller.roles:
        raise core.CapacityRefused(command=type(command).__name__, needed=(Capacity.OFFICE,))


def next_version(publication: Publication[T], content: T, *, once: bool) -> int | None:
    """None if it was published last in the same words, and not withdrawn since.

    With `once` also if it was published in these words at any time.
    """
    if once and any(each.content == content for each in publication.versions.values()):
        return None
    last = publication.last()
    if last is not None and last.content == content and last.standing is not Standing.WITHDRAWN:
        return None
    return len(publication.versions) + 1


def may_confirm(
    publication: Publication[T], name: str, number: int, command: c.PublicationCommand
) -> bool:
    """False where it is confirmed already. Raises what keeps this person from confirming it."""
    version = version_of(publication, name, number)
    if version.standing is Standing.WITHDRAWN:
        raise rules.VersionWithdrawn(name=name, version=number)
    if version.standing is Standing.CONFIRMED:
        return False
    if version.published_by == command.caller.person:
        raise rules.PublisherMayNotConfirm(name=name, version=number)
    return True


def version_of(publication: Publication[T], name: str, number: int) -> Version[T]:
    version = publication.versions.get(number)
    if version is None:
        raise rules.VersionUnknown(name=name, version=number)
    return version
