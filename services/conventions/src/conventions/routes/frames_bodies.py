"""Bodies of what the office publishes: templates and programme kinds, whole."""

from typing import Annotated

from mithaq.http import Body, Dated, Flag, Line, MoneyBody, Name, Once, Prose, Whole, samples
from pydantic import ConfigDict, Field

from conventions.domain.core.frame import CommitteeRule, VisaRule
from conventions.domain.core.limits import LIMITS
from conventions.domain.core.vocabulary import ApprovalKind, Instrument, Part, PartyRole
from conventions.domain.frames.programme_kind import Criterion, ProgrammeKind
from conventions.domain.frames.template import (
    Choice,
    Clause,
    Parameter,
    ParameterKind,
    Template,
    TemplateArticle,
)

Basis = Annotated[Prose, Field(description="Where it comes from: a law, a circular, assumed.")]


class ChoiceBody(Body):
    choice: Name
    text_fr: Prose
    text_ar: Prose

    def value(self) -> Choice:
        return Choice(choice=self.choice, text_fr=self.text_fr, text_ar=self.text_ar)


class ParameterBody(Body):
    parameter: Name
    kind: ParameterKind
    label_fr: Line
    label_ar: Line
    choices: Annotated[
        tuple[ChoiceBody, ...],
        Once("choice"),
        Field(max_length=50, description="Of the kind `choice` alone: two or more."),
    ] = ()

    def value(self) -> Parameter:
        return Parameter(
            parameter=self.parameter,
            kind=self.kind,
            label_fr=self.label_fr,
            label_ar=self.label_ar,
            choices=tuple(map(ChoiceBody.value, self.choices)),
        )


class ClauseBody(Body):
    clause: Name
    text_fr: Annotated[Prose, Field(description="Each parameter stands in it as `{parameter}`.")]
    text_ar: Prose
    parameters: Annotated[tuple[ParameterBody, ...], Once("parameter"), Field(max_length=50)] = ()

    def value(self) -> Clause:
        return Clause(
            clause=self.clause,
            text_fr=self.text_fr,
            text_ar=self.text_ar,
            parameters=tuple(map(ParameterBody.value, self.parameters)),
        )


class TemplateArticleBody(Body):
    article: Name
    heading_fr: Line
    heading_ar: Line
    mandatory: Flag = False
    free: Annotated[
        Flag, Field(description="Whether it may be worded otherwise than by a clause.")
    ] = True
    clauses: Annotated[tuple[ClauseBody, ...], Once("clause"), Field(max_length=50)] = ()

    def value(self) -> TemplateArticle:
        return TemplateArticle(
            article=self.article,
            heading_fr=self.heading_fr,
            heading_ar=self.heading_ar,
            mandatory=self.mandatory,
            free=self.free,
            clauses=tuple(map(ClauseBody.value, self.clauses)),
        )


class TemplateBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": samples("conventions")["TemplateBody"]})

    instrument: Instrument
    title_fr: Line
    title_ar: Line
    basis: Basis
    articles: Annotated[
        tuple[TemplateArticleBody, ...],
        Once("article"),
        Field(min_length=1, max_length=LIMITS[Part.ARTICLES]),
    ]

    def template(self) -> Template:
        return Template(
            instrument=self.instrument,
            title_fr=self.title_fr,
            title_ar=self.title_ar,
            basis=self.basis,
            articles=tuple(map(TemplateArticleBody.value, self.articles)),
        )


class VisaBody(Body):
    approval: ApprovalKind
    signed_by: Annotated[
        tuple[Name, ...],
        Once(),
        Field(max_length=50, description="Kinds of organisation; none: whoever signs."),
    ] = ()
    of_itself: Annotated[
        Flag, Field(description="Each such party's own body gives it, else any body fit for it.")
    ] = False
    from_total: MoneyBody | None = None
    tacit_after_working_days: Annotated[
        Whole | None, Field(description="Granted by silence after so many; absent: never.")
    ] = None
    after_signature: Flag = False
    basis: Basis

    def value(self) -> VisaRule:
        return VisaRule(
            approval=self.approval,
            signed_by=self.signed_by,
            of_itself=self.of_itself,
            from_total=self.from_total.money() if self.from_total else None,
            tacit_after_working_days=self.tacit_after_working_days,
            after_signature=self.after_signature,
            basis=self.basis,
        )


class CommitteeBody(Body):
    committee: Name
    name_fr: Line
    name_ar: Line
    members: Annotated[
        tuple[PartyRole, ...], Once(), Field(min_length=1, max_length=len(PartyRole))
    ]
    chair: PartyRole
    every_months: Annotated[Whole, Field(description="The longest time between two meetings.")]
    basis: Basis

    def value(self) -> CommitteeRule:
        return CommitteeRule(
            committee=self.committee,
            name_fr=self.name_fr,
            name_ar=self.name_ar,
            members=tuple(map(str, self.members)),
            chair=str(self.chair),
            every_months=self.every_months,
            basis=self.basis,
        )


class CriterionBody(Body):
    criterion: Name
    label_fr: Line
    label_ar: Line

    def value(self) -> Criterion:
        return Criterion(criterion=self.criterion, label_fr=self.label_fr, label_ar=self.label_ar)


class ProgrammeKindBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": samples("conventions")["ProgrammeKindBody"]}
    )

    name_fr: Line
    name_ar: Line
    basis: Basis
    mandatory_articles: Annotated[
        tuple[Name, ...], Once(), Field(max_length=LIMITS[Part.ARTICLES])
    ] = ()
    visas: Annotated[tuple[VisaBody, ...], Field(max_length=50)] = ()
    committees: Annotated[tuple[CommitteeBody, ...], Once("committee"), Field(max_length=20)] = ()
    criteria: Annotated[tuple[CriterionBody, ...], Once("criterion"), Field(max_length=50)] = ()
    later_split: Annotated[
        Flag, Field(description="Shares may be agreed and split by action and year later.")
    ] = False
    split_within_days: Annotated[Whole | None, Field(description="With `later_split` alone.")] = (
        None
    )
    open_shares: Annotated[
        Flag, Field(description="Its total may be agreed with a part not shared out.")
    ] = False
    minutes_amend: Annotated[
        tuple[Name, ...],
        Once(),
        Field(max_length=50, description="Kinds of amendment that a committee's minutes carry."),
    ] = ()

    def kind(self) -> ProgrammeKind:
        return ProgrammeKind(
            name_fr=self.name_fr,
            name_ar=self.name_ar,
            basis=self.basis,
            mandatory_articles=self.mandatory_articles,
            visas=tuple(map(VisaBody.value, self.visas)),
            committees=tuple(map(CommitteeBody.value, self.committees)),
            criteria=tuple(map(CriterionBody.value, self.criteria)),
            later_split=self.later_split,
            split_within_days=self.split_within_days,
            open_shares=self.open_shares,
            minutes_amend=self.minutes_amend,
        )
