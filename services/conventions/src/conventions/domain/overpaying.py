"""Payments seen from outside: recorded for what they are, settled by a decision (rule 4)."""

from mithaq.money import ZERO

from conventions.domain.checks import ensure_positive, ensure_reason, ensure_serves
from conventions.domain.commands import executing as c
from conventions.domain.drafting import Events
from conventions.domain.events import executing as e
from conventions.domain.paying import ensure_did_not_order, facts_of
from conventions.domain.rules.money import NoOverpayment
from conventions.domain.scheduling import tranche_of
from conventions.domain.state import Convention


def report_external_payment(convention: Convention, command: c.ReportExternalPayment) -> Events:
    """What was ordered and unpaid is paid by it; what goes beyond is an overpayment."""
    tranche = tranche_of(convention, command.tranche)
    if "office" not in command.caller.roles:
        ensure_serves(convention, command.caller, tranche.organisation_id)
    ensure_positive(command.amount)
    due = ZERO if tranche.cancelled else tranche.ordered - tranche.paid
    within = min(command.amount, due)
    if within:
        ensure_did_not_order(tranche, command.caller)
    events: Events = []
    if within:
        facts = facts_of(tranche, command, within)
        events.append(e.TranchePaid(**facts, paid_on=command.on))
    if command.amount > within:
        beyond = e.OverpaymentRecorded(
            convention_id=convention.convention_id,
            tranche=tranche.tranche,
            organisation_id=tranche.organisation_id,
            excess=command.amount - within,
            act=command.act,
        )
        events.append(beyond)
    return events


def settle_overpayment(convention: Convention, command: c.SettleOverpayment) -> Events:
    tranche = tranche_of(convention, command.tranche)
    ensure_reason(command.decision)
    if not tranche.overpayment_open:
        raise NoOverpayment(tranche=tranche.tranche)
    return [
        e.OverpaymentSettled(
            convention_id=convention.convention_id,
            tranche=tranche.tranche,
            decision=command.decision,
        )
    ]
