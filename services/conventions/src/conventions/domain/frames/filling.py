"""Whether a clause of a template is filled: every place once, each with what its kind asks for."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from mithaq.errors import Invalid, RuleBroken
from mithaq.money import ZERO
from mithaq.unicode import blank

from conventions.domain.core.terms import ClauseValue
from conventions.domain.frames.template import Clause, Parameter, ParameterKind, Template

MONTHS: Final = range(1, 601)


class ClauseUnknown(RuleBroken):
    """An article is written from a clause that the convention's template has for it."""

    code = "clause-unknown"


class ClauseValuesDiffer(Invalid):
    """Each place of a clause is filled once, and nothing else."""

    code = "clause-values-differ"


class ClauseValueMalformed(Invalid):
    """A place is filled with what its kind asks for."""

    code = "clause-value-malformed"


FILLING_RULES = (ClauseUnknown, ClauseValuesDiffer, ClauseValueMalformed)


def clause_of(template: Template | None, article: str, name: str) -> Clause:
    """Raises ClauseUnknown, also where the convention is under no template."""
    found = template.article(article) if template else None
    clause = next((each for each in found.clauses if each.clause == name), None) if found else None
    if clause is None:
        raise ClauseUnknown(article=article, clause=name)
    return clause


def ensure_filled(clause: Clause, values: Sequence[ClauseValue]) -> None:
    given = Counter(value.parameter for value in values)
    wanted = Counter(each.parameter for each in clause.parameters)
    if given != wanted:
        differing = (given - wanted) | (wanted - given)
        raise ClauseValuesDiffer(clause=clause.clause, parameters=tuple(sorted(differing)))
    by_name = {each.parameter: each for each in clause.parameters}
    for value in values:
        _ensure_fits(by_name[value.parameter], value)


def _ensure_fits(parameter: Parameter, value: ClauseValue) -> None:
    given = {name for name in _FIELDS if getattr(value, name) is not None}
    kind = ParameterKind(parameter.kind)
    if given != _WANTED[kind] or not _FITS[kind](parameter, value):
        raise ClauseValueMalformed(parameter=parameter.parameter, kind=str(kind))


_FIELDS: Final = ("amount", "day", "number", "text_fr", "text_ar", "organisation_id", "choice")
_WANTED: Final[Mapping[ParameterKind, set[str]]] = {
    ParameterKind.AMOUNT: {"amount"},
    ParameterKind.DATE: {"day"},
    ParameterKind.PERCENT: {"number"},
    ParameterKind.MONTHS: {"number"},
    ParameterKind.TEXT: {"text_fr", "text_ar"},
    ParameterKind.ORGANISATION: {"organisation_id"},
    ParameterKind.CHOICE: {"choice"},
}
_FITS: Final[Mapping[ParameterKind, Callable[[Parameter, ClauseValue], bool]]] = {
    ParameterKind.AMOUNT: lambda _, value: value.amount is not None and value.amount > ZERO,
    ParameterKind.DATE: lambda _, value: value.day is not None,
    ParameterKind.PERCENT: lambda _, value: value.number in range(101),
    ParameterKind.MONTHS: lambda _, value: value.number in MONTHS,
    ParameterKind.TEXT: lambda _, value: (
        not blank(value.text_fr or "") and not blank(value.text_ar or "")
    ),
    ParameterKind.ORGANISATION: lambda _, value: value.organisation_id is not None,
    ParameterKind.CHOICE: lambda parameter, value: (
        value.choice in {each.choice for each in parameter.choices}
    ),
}
