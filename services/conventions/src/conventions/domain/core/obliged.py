"""Obligations as the other topics meet them: which are open, and of whom."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from mithaq.errors import RuleBroken

from conventions.domain.core.convention import Convention
from conventions.domain.core.limits import OccurrencesTooMany
from conventions.domain.core.obligation import DueKind, Obligation, Occurrence
from conventions.domain.core.occurrences import (
    OCCURRENCES_LIMIT,
    SETTLED,
    Kept,
    Span,
    occurrences_of,
)
from conventions.domain.core.terms import Terms

NOTHING = Kept()


class PartyObliged(RuleBroken):
    """A party that the text obliges, or for whom another is obliged, stays until that is over."""

    code = "party-obliged"


def span_of(convention: Convention) -> Span:
    return Span(
        in_force_on=convention.in_force_on,
        ends_on=convention.ends_on,
        ended_on=convention.ended_on,
    )


def kept_of(convention: Convention, obligation: str, number: int) -> Kept:
    return convention.owed.get(obligation, {}).get(number, NOTHING)


def unsettled(
    convention: Convention, until: date | None = None
) -> Iterator[tuple[Obligation, Occurrence, Kept]]:
    """What is neither certified nor waived; of periods, those alone that are over by that day."""
    span = span_of(convention)
    for name, obligation in convention.terms.obligations.items():
        periodic = obligation.due.kind == DueKind.EVERY_PERIOD
        for each in occurrences_of(obligation, span):
            kept = kept_of(convention, name, each.number)
            if kept.state in SETTLED:
                continue
            if periodic and until is not None and each.last is not None and each.last > until:
                continue
            yield obligation, each, kept


def obliged_by(terms: Terms, party: UUID) -> tuple[str, ...]:
    """The obligations that it owes, or that are owed to it."""
    each = sorted(terms.obligations.items())
    return tuple(name for name, one in each if party in {one.owner, one.beneficiary})


def ensure_free_of_obligations(convention: Convention, after: Terms, party: UUID) -> None:
    """Nothing that it owes, or that is owed to it, is left open. Raises PartyObliged."""
    open_ones = {each.obligation for each, _, _ in unsettled(convention)}
    if bound := tuple(name for name in obliged_by(after, party) if name in open_ones):
        raise PartyObliged(organisation=convention.terms.name_of(party), obligations=bound)


def ensure_occurrences_fit(obligations: Mapping[str, Obligation], span: Span) -> None:
    for name, each in obligations.items():
        if len(occurrences_of(each, span)) > OCCURRENCES_LIMIT:
            raise OccurrencesTooMany(obligation=name, limit=OCCURRENCES_LIMIT)
