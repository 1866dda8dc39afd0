"""What holds of the plan through every amendment: rules 1, 2, 3, 6, and how all end it.

Told anew from the events alone; nothing here calls what decides.
"""

from collections import Counter
from collections.abc import Iterator
from typing import get_args
from uuid import UUID

from conventions.domain.acceptance.events import AcceptanceEvent
from conventions.domain.amendments.events import AmendmentDrafted as Drafted
from conventions.domain.amendments.events import (
    AmendmentLapsed,
    AmendmentRefused,
    AmendmentTookEffect,
    AmendmentWithdrawn,
)
from conventions.domain.core.amendment import Operations
from conventions.domain.deliveries import events as deliveries
from conventions.domain.ending import events as ending
from conventions.domain.ending.events import ConventionTerminated, TerminationPronounced
from conventions.domain.notices.events import NoticesEvent
from conventions.domain.shares.events import ShareSplit
from conventions.domain.signatures.events import ConventionSigned
from conventions.domain.tranches import events as tranches

from .accounts import Accounts
from .parties import Parties
from .plan import Plan
from .record import Faults, Record, told

# What an amendment ends with, well or not.
_CLOSING = (ConventionSigned, AmendmentTookEffect, ShareSplit, TerminationPronounced)
# Of what ended: what is found late, the follow-up of refunds, notices and works, the closure.
_AFTERWARDS = (
    tranches.RefundReceived,
    tranches.RefundOverdue,
    tranches.OverpaymentRecorded,
    tranches.OverpaymentSettled,
    *get_args(NoticesEvent),
    *get_args(AcceptanceEvent),
    *(ending.ConventionClosed, ending.ConventionArchived),
)
_ENDING = (AmendmentTookEffect, AmendmentWithdrawn, AmendmentRefused, AmendmentLapsed)


def the_plan_closes(record: Record) -> Faults:
    """Rules 1 and 3, of the text that all signed and after every amendment."""
    plan = Plan()
    for _, event in told(record):
        plan.enter(event)
        if isinstance(event, _CLOSING):
            yield from plan.gaps()


def amendments_leave_what_was_paid(record: Record) -> Faults:
    """Rule 6, but where all agree to end it: then what is not justified is claimed back."""
    accounts = Accounts()
    for entry in record:
        ending = any(isinstance(event, ConventionTerminated) for event in entry.events)
        for event in entry.events:
            if isinstance(event, AmendmentTookEffect) and not ending:
                for change in event.contributions:
                    if change.before:
                        name = change.before.contribution
                        left = change.after.amount.centimes if change.after else 0
                        out = sum(each.out for each in accounts.of(name))
                        if left < out:
                            yield f"{name}: {left} is left where {out} was paid"
            accounts.enter(entry, event)


def only_what_is_planned_is_rescheduled(record: Record) -> Faults:
    """Rule 6: nothing was called of it, nor paid, on any day."""
    accounts = Accounts()
    for entry, event in told(record):
        if isinstance(event, tranches.TrancheRescheduled):
            account = accounts.tranches[event.tranche]
            if account.total("called") or account.out:
                yield f"{event.tranche} was called or paid and is rescheduled"
        accounts.enter(entry, event)


def who_leaves_is_settled(record: Record) -> Faults:
    """Rule 6: who is removed owes nothing and is owed nothing; who is replaced owes nothing."""
    accounts, parties = Accounts(), Parties()
    announced: dict[int, Operations] = {}
    delivered: Counter[str] = Counter()
    for entry, event in told(record):
        accounts.enter(entry, event)
        parties.enter(event)
        if isinstance(event, deliveries.ContributionDelivered):
            delivered[event.contribution] += event.amount.centimes
        if isinstance(event, deliveries.DeliveryRejected):
            delivered[event.contribution] -= event.amount.centimes
        operations = getattr(event, "operations", None)
        if isinstance(operations, Operations):
            announced[event.amendment] = operations  # type: ignore[attr-defined]
        if isinstance(event, AmendmentTookEffect):
            gone = {each.before.organisation_id for each in event.parties if each.before}
            gone -= {each.after.organisation_id for each in event.parties if each.after}
            removed = set(announced[event.amendment].removed_parties)
            yield from _unsettled(accounts, parties, delivered, gone, removed)


def _unsettled(
    accounts: Accounts,
    parties: Parties,
    delivered: Counter[str],
    gone: set[UUID],
    removed: set[UUID],
) -> Iterator[str]:
    for name, pledge in parties.pledges.items():
        if pledge.organisation_id not in gone:
            continue
        mine = list(accounts.of(name))
        out = sum(each.out for each in mine) + delivered[name]
        if out != pledge.amount.centimes:
            yield f"{pledge.organisation_id} left and {out} of {pledge.amount} of {name} was paid"
        justified = sum(each.total("justified") for each in mine)
        if pledge.organisation_id in removed and pledge.payable and justified != out:
            yield f"{pledge.organisation_id} was removed, {justified} of {out} is justified"


def one_amendment_is_open_at_most(record: Record) -> Faults:
    """Each has ended, in effect or not, before the next is drafted."""
    begun: set[int] = set()
    for _, event in told(record):
        if isinstance(event, Drafted):
            if begun:
                yield f"{event.amendment} is drafted while {begun} is open"
            begun.add(event.amendment)
        elif isinstance(event, _ENDING):
            begun.discard(event.amendment)


def a_termination_settles_everybody(record: Record) -> Faults:
    """Rule 9: due = justified - paid, of each who paid; afterwards refunds alone move."""
    accounts, over = Accounts(), False
    for entry in record:
        before = _paid_and_justified(accounts)
        for event in entry.events:
            if over and not isinstance(event, _AFTERWARDS):
                yield f"{type(event).__name__} after all had agreed to end it"
            if isinstance(event, ConventionTerminated | TerminationPronounced):
                over = True
                due = {each.organisation_id: each.due.centimes for each in event.settlements}
                owed = {who: justified - paid for who, (paid, justified) in before.items() if paid}
                if due != owed:
                    yield f"settled {due}, owed {owed}"
            accounts.enter(entry, event)
        if over:
            all_of_it = accounts.tranches.values()
            claimed = sum(each.refund_due for each in all_of_it)
            left = sum(each.total("paid") - each.total("justified") for each in all_of_it)
            if left or claimed < 0:
                yield f"{left} is paid and neither justified nor claimed"


def _paid_and_justified(accounts: Accounts) -> dict[UUID, tuple[int, int]]:
    found: dict[UUID, tuple[int, int]] = {}
    for each in accounts.tranches.values():
        paid, justified = found.get(each.payer, (0, 0))
        found[each.payer] = (paid + each.out, justified + each.total("justified"))
    return found


PLAN = (
    the_plan_closes,
    amendments_leave_what_was_paid,
    only_what_is_planned_is_rescheduled,
    who_leaves_is_settled,
    one_amendment_is_open_at_most,
    a_termination_settles_everybody,
)
