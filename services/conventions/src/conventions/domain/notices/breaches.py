"""Whether what a notice is served on is true of its addressee, on a day; and to whom it is owed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from mithaq.money import ZERO

from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.lateness import days_late
from conventions.domain.core.notice import Breach, Notice
from conventions.domain.core.standing import OWNERS
from conventions.domain.core.vocabulary import BreachKind, Stage

# Spending may be proved for as long before it is overdue: money is late from thirty days on.
JUSTIFIED_WITHIN: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Measure:
    """How much is due by a day and how much is there: centimes, percent, or 1 of a duty."""

    due: int
    there: int

    @property
    def lacks(self) -> bool:
        return self.there < self.due


_NOTHING: Final = Measure(0, 0)
_UNMEASURED: Final = Measure(1, 0)


def measured(convention: Convention, breach: Breach, addressee: UUID, day: date) -> Measure:
    """What that party owes of it on that day; nothing where it owes nothing of the kind."""
    if addressee not in convention.terms.parties:
        return _NOTHING
    return _MEASURES[BreachKind(breach.kind)](convention, breach.subject, addressee, day)


def persists(convention: Convention, notice: Notice, day: date) -> bool:
    """What was due when it was served is still lacking: what came due later is another notice's."""
    now = measured(convention, notice.breach, notice.addressee, day)
    return now.there < min(now.due, notice.required)


def owed_to(convention: Convention, breach: Breach) -> frozenset[UUID]:
    """The parties that may call for it besides the lead."""
    terms = convention.terms
    match BreachKind(breach.kind):
        case BreachKind.MONEY_UNPAID | BreachKind.DELIVERY_MISSING:
            return _owners(convention)
        case BreachKind.SPENDING_UNJUSTIFIED:
            tranche = convention.tranches.get(breach.subject)
            return frozenset({tranche.organisation_id}) if tranche else frozenset()
        case BreachKind.WORKS_BEHIND:
            pledges = (each for each in terms.pledges() if each.action == breach.subject)
            return frozenset(each.organisation_id for each in pledges)
        case BreachKind.DUTY_BREACHED:
            return frozenset(terms.parties)


def _owners(convention: Convention) -> frozenset[UUID]:
    parties = convention.terms.parties.items()
    return frozenset(key for key, party in parties if not OWNERS.isdisjoint(party.roles))


def _unpaid(convention: Convention, subject: str, addressee: UUID, day: date) -> Measure:
    """What is called of a tranche is due once it is late; what left beyond an order counts.

    Unless that is to go back to its payer: it is late with it all the same (`timing/lateness.py`).
    """
    tranche = convention.tranches.get(subject)
    if tranche is None or tranche.organisation_id != addressee:
        return _NOTHING
    if not days_late(tranche.planned.due_on, day, convention.suspensions):
        return _NOTHING
    paid = tranche.flow(Stage.PAID).until(day) + tranche.excess + tranche.advance
    return Measure(tranche.flow(Stage.CALLED).until(day).centimes, paid.centimes)


def _unjustified(convention: Convention, subject: str, addressee: UUID, day: date) -> Measure:
    tranche = convention.tranches.get(subject)
    if tranche is None or addressee not in _owners(convention):
        return _NOTHING
    spent = tranche.flow(Stage.PAID).until(day - JUSTIFIED_WITHIN)
    return Measure(spent.centimes, tranche.flow(Stage.JUSTIFIED).until(day).centimes)


def _undelivered(convention: Convention, subject: str, addressee: UUID, day: date) -> Measure:
    """Told as delivered is enough: another party's acceptance is not its to give."""
    pledge = convention.terms.contributions.get(subject)
    if pledge is None or pledge.payable or pledge.organisation_id != addressee:
        return _NOTHING
    promised = convention.promised_on(subject, day) if pledge.year < day.year else ZERO
    delivered = convention.deliveries.get(subject, Delivery()).delivered.until(day)
    return Measure(promised.centimes, delivered.centimes)


def _behind(convention: Convention, subject: str, addressee: UUID, day: date) -> Measure:
    """As far as the plan has money for the years that are over; accepted, as for a release."""
    action = convention.terms.actions.get(subject)
    if action is None or not action.cost or addressee not in _owners(convention):
        return _NOTHING
    over = sum(each.cost.centimes for each in action.years if each.year < day.year)
    seen = convention.progress.get(subject)
    percent = seen.percent(day) if seen else 0
    return Measure(100 * over // action.cost.centimes, percent)


def _breached(convention: Convention, subject: str, addressee: UUID, _: date) -> Measure:
    """Of an article that binds it; whether it was kept, the parties say."""
    article = convention.terms.articles.get(subject)
    if article is None or article.annex:
        return _NOTHING
    concerns = not article.concerns or addressee in article.concerns
    return _UNMEASURED if concerns else _NOTHING


_MEASURES: Final[Mapping[BreachKind, Callable[[Convention, str, UUID, date], Measure]]] = {
    BreachKind.MONEY_UNPAID: _unpaid,
    BreachKind.SPENDING_UNJUSTIFIED: _unjustified,
    BreachKind.DELIVERY_MISSING: _undelivered,
    BreachKind.WORKS_BEHIND: _behind,
    BreachKind.DUTY_BREACHED: _breached,
}
