"""What the office publishes, and the frame of a convention, over HTTP."""

from typing import Annotated

from mithaq.events import Open
from mithaq.http import MoneyBody, View
from pydantic import Field

from conventions.domain.core.convention import Convention
from conventions.domain.core.frame import Frame
from conventions.domain.core.vocabulary import Instrument
from conventions.domain.drafting.articles import (
    in_one_language,
    missing_articles,
    other_wording,
)
from conventions.domain.frames.programme_kind import ProgrammeKind
from conventions.domain.frames.publication import Standing, Version
from conventions.domain.frames.template import ParameterKind, Template


class TemplateRefView(View):
    name: str
    version: int


class ChoiceView(View):
    choice: str
    text_fr: str
    text_ar: str


class ParameterView(View):
    parameter: str
    kind: Open[ParameterKind]
    label_fr: str
    label_ar: str
    choices: list[ChoiceView]


class ClauseView(View):
    clause: str
    text_fr: str
    text_ar: str
    parameters: list[ParameterView]


class TemplateArticleView(View):
    article: str
    heading_fr: str
    heading_ar: str
    mandatory: bool
    free: bool
    clauses: list[ClauseView]


class TemplateContent(View):
    instrument: Open[Instrument]
    title_fr: str
    title_ar: str
    basis: str
    articles: list[TemplateArticleView]


class VisaView(View):
    approval: str
    signed_by: list[str]
    of_itself: bool
    from_total: MoneyBody | None
    tacit_after_working_days: int | None
    after_signature: bool
    basis: str


class CommitteeView(View):
    committee: str
    name_fr: str
    name_ar: str
    members: list[str]
    chair: str
    every_months: int
    basis: str


class CriterionView(View):
    criterion: str
    label_fr: str
    label_ar: str


class ProgrammeKindContent(View):
    name_fr: str
    name_ar: str
    basis: str
    mandatory_articles: list[str]
    visas: list[VisaView]
    committees: list[CommitteeView]
    criteria: list[CriterionView]
    later_split: bool
    split_within_days: int | None
    open_shares: bool
    minutes_amend: list[str]


class TemplateVersion(View):
    """One version, for ever as it was published."""

    name: str
    version: int
    standing: Standing
    template: TemplateContent

    @classmethod
    def of(cls, name: str, number: int, version: Version[Template]) -> "TemplateVersion":
        content = TemplateContent.model_validate(version.content)
        return cls(name=name, version=number, standing=version.standing, template=content)


class ProgrammeKindVersion(View):
    """One version, for ever as it was defined."""

    code: str
    version: int
    standing: Standing
    kind: ProgrammeKindContent

    @classmethod
    def of(cls, code: str, number: int, version: Version[ProgrammeKind]) -> "ProgrammeKindVersion":
        content = ProgrammeKindContent.model_validate(version.content)
        return cls(code=code, version=number, standing=version.standing, kind=content)


class VersionLine(View):
    """A version by its number; the newest confirmed one is what a draft takes."""

    version: int
    standing: Standing


class Versions(View):
    items: list[VersionLine]
    newest: Annotated[
        int | None, Field(description="The one that a draft takes; null: none is confirmed.")
    ]


class FrameView(View):
    """What binds a convention besides its text, and what its text lacks under it."""

    adopted: Annotated[bool, Field(description="False: it is the frame of its instrument.")]
    template: TemplateRefView | None
    programme_kind: str | None
    kind_version: int | None
    mandatory_articles: list[str]
    worded_by_clause: list[str]
    later_split: bool
    split_within_days: int | None
    open_shares: bool
    visas: list[VisaView]
    committees: list[CommitteeView]
    criteria: list[str]
    minutes_amend: list[str]
    missing_articles: Annotated[list[str], Field(description="Mandatory, and not written yet.")]
    other_wording: Annotated[
        list[str], Field(description="To be written again: not worded as the frame asks.")
    ]
    in_one_language: Annotated[list[str], Field(description="Written without Arabic.")]

    @classmethod
    def of(cls, convention: Convention, frame: Frame) -> "FrameView":
        """`frame` is what binds it, adopted or not."""
        terms = convention.terms
        told = {name: getattr(frame, name) for name in cls.model_fields if hasattr(frame, name)}
        return cls(
            **told,
            adopted=convention.frame is not None,
            missing_articles=missing_articles(frame, terms),
            other_wording=other_wording(frame, terms),
            in_one_language=in_one_language(terms),
        )


class TemplateLine(View):
    name: str
    version: int
    instrument: Open[Instrument]
    title_fr: str
    title_ar: str
    standing: Standing


class ProgrammeKindLine(View):
    code: str = Field(validation_alias="name")
    version: int
    name_fr: str = Field(validation_alias="title_fr")
    name_ar: str = Field(validation_alias="title_ar")
    standing: Standing
