"""A template and a programme kind of the tests, and the office that publishes them."""

from dataclasses import replace

from conventions.domain.core.frame import CommitteeRule, Frame, Thresholds, VisaRule
from conventions.domain.core.vocabulary import ApprovalKind, Instrument, PartyRole
from conventions.domain.frames import commands as c
from conventions.domain.frames.decide import decide_kind, decide_template
from conventions.domain.frames.events import ProgrammeKindEvent, TemplateEvent
from conventions.domain.frames.evolve import (
    ProgrammeKinds,
    Templates,
    evolve_kind,
    evolve_template,
)
from conventions.domain.frames.programme_kind import Criterion, ProgrammeKind
from conventions.domain.frames.publication import Publication
from conventions.domain.frames.resolve import Chosen, resolve
from conventions.domain.frames.template import (
    Choice,
    Clause,
    Parameter,
    ParameterKind,
    Template,
    TemplateArticle,
)
from mithaq.commands import Caller
from mithaq.dating import Dating
from mithaq.testing.given import Scenario

from ..people import CLERK, DAY, OFFICE

TEMPLATE, KIND = "financement", "medinas"
ADVANCE = Clause(
    clause="advance",
    text_fr="{funder} verse une avance de {advance}, soit {share}, avant le {before}.",
    text_ar="يؤدي {funder} تسبيقا قدره {advance} أي {share} قبل {before}.",
    parameters=(
        Parameter(
            parameter="funder",
            kind=ParameterKind.ORGANISATION,
            label_fr="Qui verse",
            label_ar="من يؤدي",
        ),
        Parameter(
            parameter="advance", kind=ParameterKind.AMOUNT, label_fr="Avance", label_ar="التسبيق"
        ),
        Parameter(
            parameter="share", kind=ParameterKind.PERCENT, label_fr="Part", label_ar="النسبة"
        ),
        Parameter(parameter="before", kind=ParameterKind.DATE, label_fr="Avant le", label_ar="قبل"),
    ),
)
LENGTH = Clause(
    clause="length",
    text_fr="Elle est conclue pour {length}, {renewal}. {note}",
    text_ar="تبرم لمدة {length}، {renewal}. {note}",
    parameters=(
        Parameter(
            parameter="length", kind=ParameterKind.MONTHS, label_fr="Durée", label_ar="المدة"
        ),
        Parameter(
            parameter="renewal",
            kind=ParameterKind.CHOICE,
            label_fr="Reconduction",
            label_ar="التجديد",
            choices=(
                Choice(choice="none", text_fr="non renouvelable", text_ar="غير قابلة للتجديد"),
                Choice(choice="tacit", text_fr="renouvelable", text_ar="قابلة للتجديد"),
            ),
        ),
        Parameter(parameter="note", kind=ParameterKind.TEXT, label_fr="Note", label_ar="ملاحظة"),
    ),
)
FINANCING = Template(
    instrument=Instrument.FINANCING,
    title_fr="Convention de financement",
    title_ar="اتفاقية التمويل",
    basis="Assumption: written for the tests.",
    articles=(
        TemplateArticle(article="object", heading_fr="Objet", heading_ar="الموضوع", mandatory=True),
        TemplateArticle(
            article="financing",
            heading_fr="Financement",
            heading_ar="التمويل",
            mandatory=True,
            free=False,
            clauses=(ADVANCE,),
        ),
        TemplateArticle(
            article="duration", heading_fr="Durée", heading_ar="المدة", clauses=(LENGTH,)
        ),
    ),
)
MEDINAS = ProgrammeKind(
    name_fr="Médinas",
    name_ar="المدن العتيقة",
    basis="Assumption: made up for the tests.",
    mandatory_articles=("governance",),
    visas=(
        VisaRule(
            approval=ApprovalKind.INTERIOR,
            tacit_after_working_days=20,
            basis="Assumption.",
        ),
    ),
    committees=(
        CommitteeRule(
            committee="steering",
            name_fr="Comité de pilotage",
            name_ar="لجنة القيادة",
            members=(str(PartyRole.LEAD), str(PartyRole.FUNDER)),
            chair=str(PartyRole.LEAD),
            every_months=6,
            basis="Assumption.",
        ),
    ),
    criteria=(Criterion(criterion="heritage", label_fr="Patrimoine", label_ar="التراث"),),
    later_split=True,
    split_within_days=90,
)


def by(caller: Caller) -> dict[str, object]:
    return {"caller": caller, "dating": Dating(on=DAY, recorded_on=DAY)}


def publish(template: Template = FINANCING, caller: Caller = OFFICE) -> c.PublishTemplate:
    return c.PublishTemplate(**by(caller), name=TEMPLATE, template=template)  # type: ignore[arg-type]


def confirm(version: int = 1, caller: Caller = CLERK) -> c.ConfirmTemplate:
    return c.ConfirmTemplate(**by(caller), name=TEMPLATE, version=version)  # type: ignore[arg-type]


def withdraw(version: int = 1, caller: Caller = OFFICE, reason: str = "loi") -> c.WithdrawTemplate:
    return c.WithdrawTemplate(**by(caller), name=TEMPLATE, version=version, reason=reason)  # type: ignore[arg-type]


def define(kind: ProgrammeKind = MEDINAS, caller: Caller = OFFICE) -> c.DefineProgrammeKind:
    return c.DefineProgrammeKind(**by(caller), code=KIND, kind=kind)  # type: ignore[arg-type]


def confirm_kind(version: int = 1, caller: Caller = CLERK) -> c.ConfirmProgrammeKind:
    return c.ConfirmProgrammeKind(**by(caller), code=KIND, version=version)  # type: ignore[arg-type]


def withdraw_kind(version: int = 1, reason: str = "loi") -> c.WithdrawProgrammeKind:
    return c.WithdrawProgrammeKind(**by(OFFICE), code=KIND, version=version, reason=reason)  # type: ignore[arg-type]


def templates() -> Scenario[Templates, c.TemplateCommand, TemplateEvent]:
    nothing: Templates = Publication()
    return Scenario(
        nothing,
        evolve_template,
        decide_template,
        by=lambda command: command.caller.actor("office"),
    )


def kinds() -> Scenario[ProgrammeKinds, c.ProgrammeKindCommand, ProgrammeKindEvent]:
    nothing: ProgrammeKinds = Publication()
    return Scenario(
        nothing, evolve_kind, decide_kind, by=lambda command: command.caller.actor("office")
    )


def framed(*, template: Template | None = FINANCING, kind: ProgrammeKind | None = MEDINAS) -> Frame:
    """What a draft gets once these are published and confirmed."""
    chosen = Chosen(template=TEMPLATE if template else None, programme_kind=KIND if kind else None)
    frame = resolve(
        Instrument.FINANCING,
        chosen,
        templates().when(publish(template), confirm()).state if template else Publication(),
        kinds().when(define(kind), confirm_kind()).state if kind else Publication(),
        Thresholds(),
    )
    assert frame is not None
    return frame


def with_article(template: Template, index: int, **changes: object) -> Template:
    """The template with one of its articles changed."""
    articles = list(template.articles)
    articles[index] = replace(articles[index], **changes)  # type: ignore[arg-type]
    return replace(template, articles=tuple(articles))


def with_clause(**changes: object) -> Template:
    """The template with its clause on the advance changed."""
    return with_article(FINANCING, 1, clauses=(replace(ADVANCE, **changes),))  # type: ignore[arg-type]
