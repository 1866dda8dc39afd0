"""Whether a template or a programme kind is fit to be published."""

import re
from collections.abc import Iterable
from typing import Final

from conventions.domain.core import rules as core
from conventions.domain.core.frame import CommitteeRule, VisaRule
from conventions.domain.frames import rules
from conventions.domain.frames.programme_kind import ProgrammeKind
from conventions.domain.frames.template import (
    Clause,
    Parameter,
    ParameterKind,
    Template,
    TemplateArticle,
)

PLACE: Final = re.compile(r"\{([A-Za-z0-9][A-Za-z0-9._-]*)\}")


def places(text: str) -> list[str]:
    """The names between braces, in their order."""
    return PLACE.findall(text)


def ensure_template(template: Template) -> None:
    core.ensure_written(
        "template",
        title_fr=template.title_fr,
        title_ar=template.title_ar,
        basis=template.basis,
    )
    core.ensure_named_once("articles", (each.article for each in template.articles))
    if not template.mandatory():
        raise rules.TemplateBindsNothing()
    for article in template.articles:
        _ensure_article(article)


def _ensure_article(article: TemplateArticle) -> None:
    core.ensure_written(
        article.article, heading_fr=article.heading_fr, heading_ar=article.heading_ar
    )
    core.ensure_named_once("clauses", (each.clause for each in article.clauses))
    if not article.free and not article.clauses:
        raise rules.ClauseMissing(article=article.article)
    for clause in article.clauses:
        _ensure_clause(clause)


def _ensure_clause(clause: Clause) -> None:
    core.ensure_written(clause.clause, text_fr=clause.text_fr, text_ar=clause.text_ar)
    core.ensure_named_once("parameters", (each.parameter for each in clause.parameters))
    for parameter in clause.parameters:
        _ensure_parameter(parameter)
    known = {each.parameter for each in clause.parameters}
    for language, text in (("fr", clause.text_fr), ("ar", clause.text_ar)):
        _ensure_places(clause.clause, language, text, known)


def _ensure_places(clause: str, language: str, text: str, known: set[str]) -> None:
    """Each parameter has its place, each place its parameter, and no brace stands alone."""
    named = set(places(text))
    strange = named ^ known
    if set("{}") & set(PLACE.sub("", text)):
        strange |= {"{}"}
    if strange:
        raise rules.PlacesDiffer(clause=clause, language=language, places=tuple(sorted(strange)))


def _ensure_parameter(parameter: Parameter) -> None:
    core.ensure_written(
        parameter.parameter, label_fr=parameter.label_fr, label_ar=parameter.label_ar
    )
    core.ensure_named_once("choices", (each.choice for each in parameter.choices))
    for each in parameter.choices:
        core.ensure_written(each.choice, text_fr=each.text_fr, text_ar=each.text_ar)
    enough = len(parameter.choices) > 1
    if enough is not (parameter.kind == ParameterKind.CHOICE) or len(parameter.choices) == 1:
        raise rules.ChoicesMalformed(parameter=parameter.parameter, count=len(parameter.choices))


def ensure_kind(kind: ProgrammeKind) -> None:
    core.ensure_written("kind", name_fr=kind.name_fr, name_ar=kind.name_ar, basis=kind.basis)
    core.ensure_named_once("articles", kind.mandatory_articles)
    core.ensure_named_once("criteria", (each.criterion for each in kind.criteria))
    core.ensure_named_once("committees", (each.committee for each in kind.committees))
    for criterion in kind.criteria:
        core.ensure_written(
            criterion.criterion, label_fr=criterion.label_fr, label_ar=criterion.label_ar
        )
    days = kind.split_within_days
    if kind.later_split is not (days is not None) or (days is not None and days < 1):
        raise rules.SplitDelayMalformed(days=days)
    _ensure_visas(kind.visas)
    for committee in kind.committees:
        _ensure_committee(committee)


def _ensure_visas(visas: Iterable[VisaRule]) -> None:
    for visa in visas:
        core.ensure_written(visa.approval, basis=visa.basis)
        if visa.from_total is not None:
            core.ensure_not_negative(visa.from_total)
        days = visa.tacit_after_working_days
        if days is not None and days < 1:
            raise rules.VisaDelayMalformed(approval=visa.approval, days=days)


def _ensure_committee(committee: CommitteeRule) -> None:
    name = committee.committee
    core.ensure_written(
        name, name_fr=committee.name_fr, name_ar=committee.name_ar, basis=committee.basis
    )
    core.ensure_named_once("members", committee.members)
    if committee.every_months < 1 or committee.chair not in committee.members:
        raise rules.CommitteeMalformed(committee=name, months=committee.every_months)
