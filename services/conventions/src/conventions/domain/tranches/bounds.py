"""Whether a step of money may be made: by whom, how much, and for which day (rule 4)."""

from mithaq.commands import Caller
from mithaq.errors import RuleBroken
from mithaq.money import MAX_CENTIMES, ZERO, Money

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, ensure_apart
from conventions.domain.core.flow import slack
from conventions.domain.core.rules import ensure_positive
from conventions.domain.core.schedule import paid_out, schedule_of
from conventions.domain.core.sides import speaks_for
from conventions.domain.core.standing import OWNERS, ensure_money_flows
from conventions.domain.core.tranche import BEFORE, Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import rules

_CHAIN = (
    *(Duty.CALL, Duty.COMMIT, Duty.VISA, Duty.ORDER, Duty.AUTHORISE, Duty.PAY),
    *(Duty.JUSTIFY, Duty.ACCEPT),
)


def ensure_room(
    tranche: Tranche, stage: Stage, command: c.MoneyCommand, rule: type[rules.StepExceeded]
) -> None:
    """The step before bounds this one, in all and on every day from that of the command."""
    ensure_positive(command.amount)
    before, after = tranche.flow(BEFORE[stage]), tranche.flow(stage)
    if after.total + command.amount > before.total:
        raise rule(
            tranche=command.tranche,
            asked=str(command.amount),
            done=str(after.total),
            bound=str(before.total),
            left=str(before.total - after.total),
        )
    covered = slack(before, after, command.on)
    if command.amount > covered:
        raise rules.StepBeforePrevious(
            tranche=tranche.tranche,
            previous=str(BEFORE[stage]),
            on=str(command.on),
            covered=str(max(covered, ZERO)),
            asked=str(command.amount),
        )


def ensure_cleared(tranche: Tranche, command: c.MoneyCommand) -> None:
    """As many persons as each order needs approved it, by that day."""
    left = max(slack(tranche.cleared, tranche.flow(Stage.PAID), command.on), ZERO)
    if command.amount > left:
        waiting = [each for each in tranche.orders.values() if each.awaited]
        raise rules.PaymentApprovalsLacking(
            tranche=tranche.tranche,
            order=waiting[0].number if waiting else None,
            lacking=waiting[0].lacking if waiting else 0,
            asked=str(command.amount),
            left=str(left),
            on=str(command.on),
        )


def ensure_duty(convention: Convention, tranche: Tranche, duty: Duty, caller: Caller) -> None:
    """Nobody does two duties of one tranche that check one another."""
    ensure_apart(convention.prepared_by, duty, caller)
    ensure_apart(tranche.done_by, duty, caller)
    ensure_apart(convention.reported_by(tranche.planned.action), duty, caller)


def ensure_flows(convention: Convention, tranche: Tranche, command: ConventionCommand) -> None:
    """No money moves from or to a suspended organisation, nor on a day of suspension."""
    ensure_money_flows(
        convention, command.header.inactive, tranche.organisation_id, type(command).__name__
    )
    if convention.suspended_on(command.on):
        raise rules.SuspendedThatDay(on=str(command.on))


def may_flow(convention: Convention, tranche: Tranche, command: c.MoneyCommand) -> bool:
    """Whether this tranche's money moves now, and on the day of the command."""
    try:
        ensure_flows(convention, tranche, command)
        ensure_unfrozen(convention, tranche)
    except RuleBroken:
        return False
    return True


def freezing(convention: Convention, tranche: Tranche) -> Tranche | None:
    """The unsettled overpayment of the same contribution that freezes this tranche."""
    schedule = schedule_of(convention, tranche.contribution)
    return next((t for t in schedule if t.overpayment_open), None)


def ensure_unfrozen(convention: Convention, tranche: Tranche) -> None:
    frozen_by = freezing(convention, tranche)
    if frozen_by is not None:
        raise rules.OverpaymentUnsettled(
            tranche=tranche.tranche, overpaid=frozen_by.tranche, excess=str(frozen_by.excess)
        )


def left_to_pay(convention: Convention, tranche: Tranche) -> Money:
    """What of the promise has not left the payer yet, in whatever way."""
    promised = convention.terms.contributions[tranche.contribution].amount
    return promised - paid_out(convention, tranche.contribution)


def ensure_promised(convention: Convention, tranche: Tranche, stage: Stage, more: Money) -> None:
    """What is due back counts against calls and orders, an advance against cash as well."""
    schedule = schedule_of(convention, tranche.contribution)
    if stage is Stage.PAID:
        out = paid_out(convention, tranche.contribution)
    else:
        out = Money.sum(t.flow(stage).total + t.excess + t.refund_due for t in schedule)
    promised = convention.terms.contributions[tranche.contribution].amount
    if out + more > promised:
        raise rules.PaidOutExceedsPromise(
            contribution=tranche.contribution,
            promised=str(promised),
            out=str(out),
            asked=str(more),
            beyond=str(Money.sum(t.beyond for t in schedule)),
        )


def ensure_summable(convention: Convention, more: Money) -> None:
    """All that a convention pays can be added up."""
    if convention.lookups.out + more.centimes > MAX_CENTIMES:
        raise rules.PaymentsTooLarge(asked=str(more), bound=str(Money(MAX_CENTIMES)))


def ensure_no_builder(convention: Convention, tranche: Tranche, caller: Caller) -> None:
    """Nobody who speaks for who builds says alone that its debt is settled, unless it pays too."""
    parties = convention.terms.parties.items()
    builders = {key for key, party in parties if not OWNERS.isdisjoint(party.roles)}
    if not speaks_for(convention, caller).isdisjoint(builders - {tranche.organisation_id}):
        raise rules.SecondPartyNeeded(tranche=tranche.tranche)


def ensure_second_party(convention: Convention, tranche: Tranche, caller: Caller) -> None:
    """Neither the payer nor who builds; the office, if this person had no hand in the tranche.

    Who pays might keep what it owes, who builds what it was not due: with no token of another
    organisation either, once it acted here for one of them.
    """
    concerned = {
        tranche.organisation_id,
        *(key for key, p in convention.terms.parties.items() if not OWNERS.isdisjoint(p.roles)),
    }
    hands = frozenset().union(*(tranche.done_by.get(duty, frozenset()) for duty in _CHAIN))
    has_hand = caller.organisation in concerned and caller.person in hands
    if not has_hand and speaks_for(convention, caller).isdisjoint(concerned):
        return
    raise rules.SecondPartyNeeded(tranche=tranche.tranche)
