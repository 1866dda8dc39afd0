"""An amendment takes effect: the terms are rewritten, and its tranches follow."""

from collections.abc import Iterator, Sequence
from datetime import date

from mithaq.money import ZERO, Money

from conventions.domain.amendments import commands as c
from conventions.domain.amendments import effect as told
from conventions.domain.amendments import events as e
from conventions.domain.amendments import rules
from conventions.domain.amendments.operations.balances import handed_over
from conventions.domain.amendments.operations.termination import ended
from conventions.domain.amendments.planned_since import ensure_planned_fits
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.terms import Terms
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.ending.settling import what_is_left
from conventions.domain.obligations.scheduling import rescheduled
from conventions.domain.tranches.correcting import cancelled
from conventions.domain.tranches.decide import of_tranche
from conventions.domain.tranches.events import TrancheRescheduled


def put_into_effect(convention: Convention, command: c.PutAmendmentIntoEffect) -> Events:
    """Tranches that no longer fit and were not called are cancelled.

    Money may have moved since the text was agreed, so rule 6 is checked again; and rule 2 for what
    was planned since the day of the effect and is given up.
    """
    amendment = rules.amendment_of(convention, command.amendment)
    day = effect_day(convention, command)
    signed_on = amendment.signing.signed_on or command.on
    rules.ensure_effect_follows(day, signed_on=signed_on, today=command.on)
    after = rules.ensure_result_holds(convention, amendment, day, money_since=day)
    termination = amendment.operations.termination
    if termination is not None:
        after = what_is_left(convention)
        moved = [*ended(convention, amendment.number, termination.refund_by)]
    else:
        ends_on = amendment.operations.ends_on or convention.ends_on
        moved = [
            *_rescheduled(convention, amendment),
            *_displaced(convention, amendment, after),
            *rescheduled(convention, after, ends_on, amendment.number),
        ]
    ensure_planned_fits(convention, after, moved, since=day)
    return [took_effect(convention, amendment, after, day), *moved]


def effect_day(convention: Convention, command: c.PutAmendmentIntoEffect) -> date:
    """The day of the last signature unless a later day is given."""
    amendment = convention.amendments.get(command.amendment)
    signed_on = amendment.signing.signed_on if amendment else None
    return command.effective_on or signed_on or command.on


def took_effect(
    convention: Convention, amendment: Amendment, after: Terms, day: date
) -> e.AmendmentTookEffect:
    """Everything that differs between the terms so far and those after it."""
    operations, before = amendment.operations, convention.terms
    return e.AmendmentTookEffect(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        effective_on=day,
        contributions=told.changed_contributions(before, after),
        costs=told.changed_costs(before, after),
        total=after.outline.total,
        ends_on=operations.ends_on or convention.ends_on,
        period=operations.period,
        shares=told.changed_shares(before, after),
        split_by=operations.split_by,
        parties=told.changed_parties(before, after),
        actions=told.changed_actions(before, after),
        articles=operations.articles,
        struck_articles=operations.struck_articles,
        handed_over=handed_over(convention, operations),
    )


def _rescheduled(convention: Convention, amendment: Amendment) -> Iterator[ConventionEvent]:
    for each in amendment.operations.reschedules:
        tranche = convention.tranches[each.tranche]
        if (each.due_on, each.amount) != (tranche.planned.due_on, tranche.amount):
            yield TrancheRescheduled(
                **of_tranche(convention, tranche),
                amendment=amendment.number,
                due_before=tranche.planned.due_on,
                due_on=each.due_on,
                before=tranche.amount,
                amount=each.amount,
            )


def _displaced(convention: Convention, amendment: Amendment, after: Terms) -> Events:
    """From the effect on; a tranche of which money moved later, if only to and fro, forbids it."""
    moved = {each.tranche for each in amendment.operations.reschedules}
    displaced = [
        tranche
        for name in convention.terms.contributions
        for tranche in _without_room(after, name, schedule_of(convention, name), moved)
    ]
    return [cancelled(convention, tranche, amendment=amendment.number) for tranche in displaced]


def _without_room(
    after: Terms, name: str, schedule: Sequence[Tranche], moved: set[str]
) -> list[Tranche]:
    """From the last due backwards, the uncalled tranches that the new amount leaves no room for.

    Those of a contribution that are rescheduled fit it.
    """
    pledge = after.contributions.get(name)
    planned = sum(tranche.amount.centimes for tranche in schedule)
    excess = Money(planned) - (pledge.amount if pledge else ZERO)
    if excess.centimes <= 0 or any(tranche.tranche in moved for tranche in schedule):
        return []
    without = []
    for tranche in reversed(schedule):
        if excess.centimes > 0 and tranche.stage is Stage.PLANNED:
            without.append(tranche)
            excess -= tranche.amount
    return without
