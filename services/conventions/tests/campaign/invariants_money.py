"""What holds of the money, on every day and however much of the record is known."""

import unicodedata
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.ending.events import ConventionTerminated, TerminationPronounced
from conventions.domain.tranches import events as e
from mithaq.money import MAX_CENTIMES

from .accounts import CHAIN, Accounts
from .parties import Parties
from .record import Faults, Record, Recorded, told

_MOVING: Final = (e.TranchePlanned, e.TrancheMoney, AmendmentTookEffect)
_EXCUSING: Final = (
    e.OverpaymentRecorded,
    e.RefundClaimed,
    ConventionTerminated,
    TerminationPronounced,
)
_PLANNING: Final = (e.TranchePlanned, e.TrancheCancelled, AmendmentTookEffect)


def _added_up(record: Record) -> Iterator[tuple[Accounts, Recorded]]:
    """The accounts after each command that moved money or promises: its events hold together."""
    accounts = Accounts()
    for entry in record:
        for event in entry.events:
            accounts.enter(entry, event)
        if any(isinstance(event, _MOVING) for event in entry.events):
            yield accounts, entry


def no_step_goes_beyond_the_one_before(record: Record) -> Faults:
    """On no day, reversals included, and none is negative."""
    for accounts, entry in _added_up(record):
        for name in {event.tranche for event in entry.events if isinstance(event, e.TrancheMoney)}:
            account = accounts.tranches[name]
            for day in account.days:
                figures = [0, *(account.until(stage, day) for stage in CHAIN)]
                if figures != sorted(figures):
                    yield f"{name} on {day}: {dict(zip(('', *CHAIN), figures, strict=True))}"


def tranches_share_their_contribution(record: Record) -> Faults:
    """On no day are more planned than is promised on it."""
    for accounts, entry in _added_up(record):
        if any(isinstance(event, _PLANNING) for event in entry.events):
            for name in accounts.promised:
                yield from _overplanned(accounts, name)


def in_kind_is_never_payable(record: Record) -> Faults:
    """Rule 2: what is given in kind or as land is valued, delivered and accepted; no tranche."""
    parties = Parties()
    for _, event in told(record):
        parties.enter(event)
        if isinstance(event, e.TranchePlanned):
            pledge = parties.pledges[event.planned.contribution]
            if pledge.kind != "cash":
                yield f"{event.planned.tranche} pays {pledge.contribution}, in {pledge.kind}"


def _overplanned(accounts: Accounts, name: str) -> Iterator[str]:
    mine = list(accounts.of(name))
    days = {day for each in mine for day in each.days}
    for day in days | {day for day, _ in accounts.promised[name]}:
        planned, owed = sum(each.until("planned", day) for each in mine), accounts.owed(name, day)
        if planned > owed:
            yield f"{name} on {day}: {planned} of {owed}"


def no_more_leaves_a_payer_than_it_promised(record: Record) -> Faults:
    """But for an overpayment, which somebody is to decide on, and for what is claimed back when all
    agree to end it, or was before; and never below nothing.
    """
    out: dict[str, int] = {}
    for accounts, entry in _added_up(record):
        excused = any(isinstance(event, _EXCUSING) for event in entry.events)
        for name in accounts.promised:
            mine = list(accounts.of(name))
            left = sum(each.out for each in mine)
            grew = left > out.get(name, 0) or name in _lowered(entry)
            if grew and left > accounts.owed(name) and not excused:
                yield f"{name}: {left} out of {accounts.owed(name)}"
            if any(min(x.excess, x.advance, x.refund_due) < 0 for x in mine):
                yield f"{name}: less than nothing is left of an overpayment"
            out[name] = left
        if sum(each.out for each in accounts.tranches.values()) > MAX_CENTIMES:
            yield "what is paid does not add up any more"


def _lowered(entry: Recorded) -> set[str]:
    """The contributions that an amendment made smaller, or took away."""
    return {
        change.before.contribution
        for event in entry.events
        if isinstance(event, AmendmentTookEffect)
        for change in event.contributions
        if change.before and (change.after is None or change.after.amount < change.before.amount)
    }


def overpayments_are_settled_by_another(record: Record) -> Faults:
    """Than any person who recorded a payment of the tranche, in whatever way."""
    payers: dict[str, set[str]] = {}
    for entry, event in told(record):
        if isinstance(event, e.TranchePaid | e.OverpaymentRecorded | e.RefundReceived):
            payers.setdefault(event.tranche, set()).add(entry.person)
        if isinstance(event, e.OverpaymentSettled):
            if entry.person in payers.get(event.tranche, ()):
                yield f"{entry.caller.subject} paid {event.tranche} and settles it"
            if entry.caller.organisation == event.organisation_id and not _office(entry):
                yield f"the payer settles {event.tranche} by itself"


def _office(entry: Recorded) -> bool:
    return "office" in entry.caller.roles


def steps_are_taken_back_by_another(record: Record) -> Faults:
    """Than any person who took the same step of the same tranche."""
    stages = {
        e.FundsCalled: Stage.CALLED,
        e.TrancheCommitted: Stage.COMMITTED,
        e.TrancheVisaed: Stage.VISAED,
        e.PaymentOrdered: Stage.ORDERED,
        e.TranchePaid: Stage.PAID,
        e.AdvanceImputed: Stage.PAID,
        e.TrancheJustified: Stage.JUSTIFIED,
    }
    taken: set[tuple[str, str, str]] = set()
    for entry, event in told(record):
        if isinstance(event, e.StepReversed):
            if (event.tranche, str(event.stage), entry.person) in taken:
                yield f"{entry.caller.subject} takes back its own step of {event.tranche}"
        elif isinstance(event, e.TrancheStep) and (stage := stages.get(type(event))):
            taken.add((event.tranche, str(stage), entry.person))


def a_reference_counts_once_a_payer(record: Record) -> Faults:
    """Until all that was paid under it was taken back; a refund's counts for good."""
    held: dict[tuple[UUID, str], int] = {}
    for entry in record:
        before = dict(held)
        for event in entry.events:
            reference, amount = _under(event)
            if reference is None or not isinstance(event, e.TrancheMoney):
                continue
            key = (event.organisation_id, _bare(reference))
            if amount >= 0 and before.get(key, -1) >= 0:
                yield f"{reference} counts twice for {event.organisation_id}"
            held[key] = held.get(key, 0) + amount
            if amount < 0 and held[key] == 0:
                del held[key]


def _under(event: ConventionEvent) -> tuple[str | None, int]:
    """The reference and the amount that it stands for, less than nothing where it is given back."""
    match event:
        case e.TranchePaid():
            return event.act, event.amount.centimes
        case e.OverpaymentRecorded():
            return event.act, event.excess.centimes
        case e.RefundReceived():
            return event.act, 0
        case e.StepReversed(stage=Stage.PAID):
            return event.reference, -event.amount.centimes
        case e.OverpaymentSettled(kind=Settlement.ERROR_OF_ENTRY):
            return event.reference, -event.amount.centimes
        case _:
            return None, 0


def _bare(reference: str) -> str:
    """Its letters and digits, in whatever case, width and writing."""
    plain = unicodedata.normalize("NFKC", reference).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


MONEY = (
    no_step_goes_beyond_the_one_before,
    tranches_share_their_contribution,
    in_kind_is_never_payable,
    no_more_leaves_a_payer_than_it_promised,
    overpayments_are_settled_by_another,
    steps_are_taken_back_by_another,
    a_reference_counts_once_a_payer,
)
