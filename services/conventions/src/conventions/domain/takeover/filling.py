"""What each kind of fact fills in, and what it must agree with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.states import changed, put

from conventions.domain.core.archived import (
    ArchivedDay,
    ArchivedFact,
    FactKind,
    Gap,
    GapKind,
)
from conventions.domain.core.balance import ensure_year_inside
from conventions.domain.core.convention import Convention
from conventions.domain.core.flow import together
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.terms import Contribution
from conventions.domain.core.vocabulary import Stage
from conventions.domain.takeover import rules
from conventions.domain.takeover.events import ArchivedPaymentTakenOver
from conventions.domain.takeover.gaps import of_shares
from conventions.domain.takeover.reading import placed
from conventions.domain.takeover.sound import ensure_plan
from conventions.domain.tranches.rules import TrancheAlreadyPlanned


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What follows from a fact; `gaps` where it leaves others than without its own."""

    in_force_on: date | None = None
    ends_on: date | None = None
    pledged: Contribution | None = None
    payment: ArchivedPaymentTakenOver | None = None
    gaps: tuple[Gap, ...] | None = None


def filled(convention: Convention, fact: ArchivedFact, today: date) -> Filled:
    """Raises ArchivedFactMalformed, ArchivedFactNotOpen, and what does not agree."""
    return _BY_KIND[FactKind(fact.kind)](convention, fact, today)


def _end(convention: Convention, fact: ArchivedFact, _: date) -> Filled:
    """As long as no amendment made here says otherwise."""
    day = _day(fact)
    archived = rules.archive_of(convention).amendments
    if any(each.effective_on for n, each in convention.amendments.items() if n > archived):
        raise rules.ArchivedFactNotOpen(kind=str(fact.kind), part=None)
    if convention.in_force_on is not None:
        rules.ensure_ordered("in_force", convention.in_force_on, "end", day.last)
    return Filled(ends_on=day.last)


def _force(convention: Convention, fact: ArchivedFact, today: date) -> Filled:
    """Between the signature and the first move."""
    day = _day(fact)
    latest = min((*_moves(convention, today), day.stands_as(today)))
    rules.ensure_ordered("in_force", day.first, "money", latest)
    if convention.signing.signed_on is not None:
        rules.ensure_ordered("signature", convention.signing.signed_on, "in_force", latest)
    return Filled(in_force_on=latest)


def _moves(convention: Convention, today: date) -> Iterator[date]:
    for payment in rules.archive_of(convention).unplaced.values():
        yield payment.paid.stands_as(today)
    for tranche in convention.tranches.values():
        yield from (flow.moves[0][0] for flow in tranche.flows.values() if flow.moves)
    for delivery in convention.deliveries.values():
        yield from (day for day, _ in delivery.delivered.moves[:1])
    for amendment in convention.amendments.values():
        if amendment.effective_on is not None:
            yield amendment.effective_on


def _signature(convention: Convention, fact: ArchivedFact, _: date) -> Filled:
    """Of a party, no later than the day that the whole stands as signed on."""
    day, parties = _day(fact), {str(key) for key in convention.terms.parties}
    if fact.part is None or fact.part not in parties:
        raise rules.ArchivedPartUnknown(of=str(fact.kind), part="parties", name=fact.part or "")
    if convention.signing.signed_on is not None:
        rules.ensure_ordered("signature", day.first, "in_force", convention.signing.signed_on)
    return Filled()


def _digest(convention: Convention, fact: ArchivedFact, _: date) -> Filled:
    if fact.source.sha256 is None or fact.part is None:
        raise rules.ArchivedFactMalformed(kind=str(fact.kind), field="source.sha256")
    return Filled()


def _contribution(convention: Convention, fact: ArchivedFact, _: date) -> Filled:
    """A share that the file left open, within what of the total nobody promises."""
    pledge, terms = fact.contribution, convention.terms
    if pledge is None:
        raise rules.ArchivedFactMalformed(kind=str(fact.kind), field="contribution")
    gaps = rules.archive_of(convention).gaps
    shares = [gap for gap in gaps if gap.kind in (GapKind.SHARE, GapKind.TOTAL)]
    if not shares or pledge.contribution in terms.contributions:
        raise rules.ArchivedFactNotOpen(kind=str(fact.kind), part=pledge.contribution)
    ensure_year_inside(terms, pledge.year)
    contributions = put(terms.contributions, pledge.contribution, pledge)
    ensure_plan(set(terms.parties), set(terms.actions), contributions.values(), terms.outline.total)
    kept = (gap for gap in gaps if gap not in shares)
    still = of_shares(changed(terms, contributions=contributions))
    return Filled(pledged=pledge, gaps=(*kept, *still))


def _payment(convention: Convention, fact: ArchivedFact, today: date) -> Filled:
    """A payment of the file that has no contribution yet, within what is not planned of it."""
    found = rules.archive_of(convention).unplaced.get(fact.part or "")
    if found is None:
        raise rules.ArchivedFactNotOpen(kind=str(fact.kind), part=fact.part)
    if fact.to is None:
        raise rules.ArchivedFactMalformed(kind=str(fact.kind), field="to")
    pledge = convention.terms.contributions.get(fact.to)
    if pledge is None:
        raise rules.ArchivedPartUnknown(of=found.payment, part="contributions", name=fact.to)
    if found.payment in convention.tranches:
        raise TrancheAlreadyPlanned(tranche=found.payment)
    told = placed(found, pledge, today)
    _ensure_room(convention, told)
    return Filled(payment=told)


def _ensure_room(convention: Convention, told: ArchivedPaymentTakenOver) -> None:
    """On its day and on each later one on which an amendment, or a plan, left less room."""
    name = told.contribution
    planned = together(t.flow(Stage.PLANNED) for t in schedule_of(convention, name))
    amended = (each.effective_on for each in convention.amendments.values())
    later = {told.on, *(day for day, _ in planned.moves), *filter(None, amended)}
    for day in sorted(each for each in later if each >= told.on):
        moved = planned.until(day) + told.amount
        rules.ensure_within(name, convention.promised_on(name, day), moved, day)


def _day(fact: ArchivedFact) -> ArchivedDay:
    if fact.day is None:
        raise rules.ArchivedFactMalformed(kind=str(fact.kind), field="day")
    return fact.day


_BY_KIND: Final[Mapping[FactKind, Callable[[Convention, ArchivedFact, date], Filled]]] = {
    FactKind.END: _end,
    FactKind.FORCE_DAY: _force,
    FactKind.SIGNATURE_DAY: _signature,
    FactKind.DIGEST: _digest,
    FactKind.CONTRIBUTION: _contribution,
    FactKind.PAYMENT: _payment,
}
