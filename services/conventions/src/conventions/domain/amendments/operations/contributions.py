"""Add a contribution, or withdraw one of which nothing was called, paid or delivered."""

from dataclasses import replace

from conventions.domain.amendments.operations.names import NameTaken, ensure_free
from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.limits import (
    PartsTooMany,
    PledgesTooLong,
    ensure_pledges_fit,
    ensure_within,
)
from conventions.domain.core.pledging import PartyUnknown, RolePledgesNothing
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import Part
from conventions.domain.drafting import rules as drafting


def _written(setting: Setting) -> None:
    """What is added is promised as in a draft, by a party of the result, for an action of it."""
    convention, after = setting.convention, setting.after
    for name in setting.operations.withdrawn_contributions:
        if name not in convention.terms.contributions:
            raise core.ContributionUnknown(contribution=name)
    for pledge in setting.operations.contributions:
        ensure_free(convention, pledge.contribution)
        drafting.ensure_pledgeable(after, pledge)
    ensure_within(Part.CONTRIBUTIONS, after.contributions)
    ensure_pledges_fit(after)


def _apply(terms: Terms, operations: Operations) -> Terms:
    added, withdrawn = operations.contributions, operations.withdrawn_contributions
    if not (added or withdrawn):
        return terms
    left = {k: v for k, v in terms.contributions.items() if k not in withdrawn}
    more = {each.contribution: each for each in added}
    return replace(terms, contributions={**left, **more})


CONTRIBUTIONS = Operation(
    fields=("contributions", "withdrawn_contributions"),
    written=_written,
    apply=_apply,
    writing_rules=(
        core.ContributionUnknown,
        NameTaken,
        PartyUnknown,
        RolePledgesNothing,
        core.PledgerDoesNotSign,
        core.ActionUnknown,
        core.AmountNotPositive,
        core.PercentMalformed,
        PartsTooMany,
        PledgesTooLong,
    ),
)
