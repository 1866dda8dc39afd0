"""Change the years of the convention: whatever is planned in it stays inside."""

from dataclasses import replace

from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core.amendment import Operations
from conventions.domain.core.terms import Terms
from conventions.domain.drafting.rules import PeriodReversed


def _written(setting: Setting) -> None:
    period = setting.operations.period
    if period is not None and period.last_year < period.first_year:
        raise PeriodReversed(first=period.first_year, last=period.last_year)


def _apply(terms: Terms, operations: Operations) -> Terms:
    period = operations.period
    if period is None:
        return terms
    outline = replace(terms.outline, first_year=period.first_year, last_year=period.last_year)
    return replace(terms, outline=outline)


PERIOD = Operation(
    fields=("period",), written=_written, apply=_apply, writing_rules=(PeriodReversed,)
)
