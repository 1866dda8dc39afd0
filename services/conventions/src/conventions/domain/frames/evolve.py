"""What the events of a publication change: a version is added, confirmed, withdrawn."""

from typing import TypeVar, assert_never

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.states import changed, put

from conventions.domain.frames import events as e
from conventions.domain.frames.programme_kind import ProgrammeKind
from conventions.domain.frames.publication import Publication, Standing, Version
from conventions.domain.frames.template import Template

T = TypeVar("T")
Templates = Publication[Template]
ProgrammeKinds = Publication[ProgrammeKind]


def evolve_template(
    templates: Templates, event: e.TemplateEvent, provenance: Provenance
) -> Templates:
    match event:
        case e.TemplatePublished(version=number, template=template):
            return _published(templates, number, template, provenance)
        case e.TemplateConfirmed(version=number):
            return _standing(templates, number, Standing.CONFIRMED)
        case e.TemplateWithdrawn(version=number):
            return _standing(templates, number, Standing.WITHDRAWN)
        case _:
            assert_never(event)


def evolve_kind(
    kinds: ProgrammeKinds, event: e.ProgrammeKindEvent, provenance: Provenance
) -> ProgrammeKinds:
    match event:
        case e.ProgrammeKindDefined(version=number, kind=kind):
            return _published(kinds, number, kind, provenance)
        case e.ProgrammeKindConfirmed(version=number):
            return _standing(kinds, number, Standing.CONFIRMED)
        case e.ProgrammeKindWithdrawn(version=number):
            return _standing(kinds, number, Standing.WITHDRAWN)
        case _:
            assert_never(event)


def _published(
    publication: Publication[T], number: int, content: T, provenance: Provenance
) -> Publication[T]:
    version = Version(content=content, published_by=person(provenance.by.id))
    return changed(publication, versions=put(publication.versions, number, version))


def _standing(publication: Publication[T], number: int, standing: Standing) -> Publication[T]:
    version = changed(publication.versions[number], standing=standing)
    return changed(publication, versions=put(publication.versions, number, version))
