"""What falls due when, told once it is in force, and again where an amendment moves it."""

from datetime import date

from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.obligation import Obligation, Occurrence
from conventions.domain.core.obliged import kept_of, span_of
from conventions.domain.core.occurrences import Span, occurrences_of
from conventions.domain.core.terms import Terms
from conventions.domain.obligations.events import ObligationsScheduled, ScheduledObligation


def scheduled(convention: Convention, span: Span) -> Events:
    """Nothing where the text obliges nobody."""
    each = tuple(
        ScheduledObligation(obligation=one, occurrences=occurrences_of(one, span))
        for _, one in sorted(convention.terms.obligations.items())
    )
    if not each:
        return []
    return [ObligationsScheduled(convention_id=convention.convention_id, obligations=each)]


def rescheduled(
    convention: Convention, after: Terms, ends_on: date | None, amendment: int
) -> Events:
    """The obligations whose owner, beneficiary or days are other than before."""
    before, span = span_of(convention), Span(in_force_on=convention.in_force_on, ends_on=ends_on)
    each = [
        ScheduledObligation(
            obligation=one,
            occurrences=_other(one, before, span),
            again=_longer(convention, one, before, span),
        )
        for _, one in sorted(after.obligations.items())
    ]
    known = convention.terms.obligations
    moved = tuple(
        one
        for one in each
        if one.occurrences or one.obligation != known.get(one.obligation.obligation)
    )
    if not moved:
        return []
    convention_id = convention.convention_id
    return [
        ObligationsScheduled(convention_id=convention_id, obligations=moved, amendment=amendment)
    ]


def _other(obligation: Obligation, before: Span, after: Span) -> tuple[Occurrence, ...]:
    """Those that are new, or have other days: of the others nothing that runs is moved."""
    known = occurrences_of(obligation, before)
    return tuple(each for each in occurrences_of(obligation, after) if each not in known)


def _longer(
    convention: Convention, obligation: Obligation, before: Span, after: Span
) -> tuple[int, ...]:
    """Those of which something was told, and that last longer than it was told of."""
    last = {each.number: each.last for each in occurrences_of(obligation, before)}
    return tuple(
        each.number
        for each in _other(obligation, before, after)
        if kept_of(convention, obligation.obligation, each.number).moves
        and (until := last.get(each.number)) is not None
        and each.last is not None
        and each.last > until
    )
