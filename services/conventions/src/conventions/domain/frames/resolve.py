"""The frame of a convention, resolved from what the office published when it is drafted."""

from dataclasses import dataclass
from typing import Final, TypeVar

from mithaq.errors import RuleBroken

from conventions.domain.core.frame import (
    Frame,
    Thresholds,
    VisaRule,
    frame_of,
    visas_of,
)
from conventions.domain.core.terms import TemplateRef
from conventions.domain.frames import rules
from conventions.domain.frames.evolve import ProgrammeKinds, Templates
from conventions.domain.frames.programme_kind import ProgrammeKind
from conventions.domain.frames.publication import Publication, Standing
from conventions.domain.frames.template import Template

T = TypeVar("T")
_NO_KIND: Final = ProgrammeKind(name_fr="", name_ar="", basis="")  # it binds nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a draft names: a template, in a version or its newest, and a programme kind."""

    template: str | None = None
    version: int | None = None
    programme_kind: str | None = None


def resolve(
    instrument: str,
    chosen: Chosen,
    templates: Templates,
    kinds: ProgrammeKinds,
    thresholds: Thresholds,
) -> Frame | None:
    """The frame that these choices give; None where nothing was chosen.

    `templates` and `kinds` are what was published under the chosen names. Raises what keeps a
    version from being used.
    """
    if chosen.template is None and chosen.programme_kind is None:
        return None
    ref, template = _template(instrument, chosen, templates)
    number, defined = _kind(chosen, kinds)
    kind = defined or _NO_KIND
    mandatory = template.mandatory() if template else frame_of(instrument).mandatory_articles
    return Frame(
        template=ref,
        programme_kind=chosen.programme_kind,
        kind_version=number,
        mandatory_articles=tuple(dict.fromkeys((*mandatory, *kind.mandatory_articles))),
        worded_by_clause=template.not_free() if template else (),
        later_split=kind.later_split,
        split_within_days=kind.split_within_days,
        open_shares=kind.open_shares,
        visas=_visas(kind, thresholds),
        committees=kind.committees,
        criteria=tuple(each.criterion for each in kind.criteria),
        minutes_amend=kind.minutes_amend,
    )


def _template(
    instrument: str, chosen: Chosen, templates: Templates
) -> tuple[TemplateRef | None, Template | None]:
    name = chosen.template
    if name is None:
        return None, None
    if not templates.versions:
        raise rules.TemplateUnknown(template=name)
    number, template = usable(templates, name, chosen.version)
    if template.instrument != instrument:
        raise rules.TemplateOfAnotherInstrument(
            template=name, of=str(template.instrument), instrument=instrument
        )
    return TemplateRef(name=name, version=number), template


def _kind(chosen: Chosen, kinds: ProgrammeKinds) -> tuple[int | None, ProgrammeKind | None]:
    code = chosen.programme_kind
    if code is None:
        return None, None
    if not kinds.versions:
        raise rules.ProgrammeKindUnknown(programme_kind=code)
    return usable(kinds, code, None)


def usable(publication: Publication[T], name: str, number: int | None) -> tuple[int, T]:
    """The version named, or the newest confirmed. Raises what keeps it from being used."""
    wanted = publication.newest() if number is None else number
    if wanted is None:
        raise _unusable(publication, name)
    version = publication.versions.get(wanted)
    if version is None:
        raise rules.VersionNotConfirmed(name=name, version=wanted)
    if version.standing is Standing.WITHDRAWN:
        raise rules.VersionWithdrawn(name=name, version=wanted)
    if version.standing is not Standing.CONFIRMED:
        raise rules.VersionNotConfirmed(name=name, version=wanted)
    return wanted, version.content


def _unusable(publication: Publication[T], name: str) -> RuleBroken:
    """Nothing is confirmed under this name: withdrawn, or not confirmed yet."""
    number = max(publication.versions)
    if publication.versions[number].standing is Standing.WITHDRAWN:
        return rules.VersionWithdrawn(name=name, version=number)
    return rules.VersionNotConfirmed(name=name, version=number)


def _visas(kind: ProgrammeKind, thresholds: Thresholds) -> tuple[VisaRule, ...]:
    own = {visa.approval for visa in kind.visas}
    usual = (visa for visa in visas_of(thresholds) if visa.approval not in own)
    return (*usual, *kind.visas)
