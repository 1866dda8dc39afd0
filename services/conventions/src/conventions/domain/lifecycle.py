"""A convention's whole life: a command meets its row of the table, an event moves the state.

`decide` and `evolve` are the two ways in; the topics bring the decisions and the cases.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, get_args
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import NotFound
from mithaq.events import Provenance
from mithaq.states import changed, closed, opened

from conventions.domain.acceptance import evolve as acceptance
from conventions.domain.acceptance.events import AcceptanceEvent
from conventions.domain.amendments import evolve as amendments
from conventions.domain.amendments.commands import AmendmentCommand
from conventions.domain.amendments.events import AmendmentEvent
from conventions.domain.amendments.rules import amendment_of, ensure_step, open_amendment_of
from conventions.domain.approvals import evolve as approvals
from conventions.domain.approvals.events import (
    ApprovalGranted,
    ApprovalRefused,
    ApprovalsEvent,
    ApprovalsRequested,
)
from conventions.domain.chronology import ensure_in_order, noted
from conventions.domain.committees import evolve as committees
from conventions.domain.committees.events import (
    CommitteeRemoved,
    CommitteesEvent,
    CommitteeWritten,
)
from conventions.domain.conditions import evolve as conditions
from conventions.domain.conditions.events import (
    ConditionMet,
    ConditionRefused,
    ConditionRemoved,
    ConditionsEvent,
    ConditionWritten,
)
from conventions.domain.core import rules
from conventions.domain.core.commands import ConventionCommand, Transition
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.duties import Duty, with_duty
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.grounds import ensure_grounds
from conventions.domain.core.policy import DRAFTERS, Capacity, capacities_of, may_see
from conventions.domain.core.schedule import with_lookups, without_lookups
from conventions.domain.core.sides import with_side
from conventions.domain.core.standing import ensure_acts
from conventions.domain.deliveries import evolve as deliveries
from conventions.domain.deliveries.events import DeliveriesEvent
from conventions.domain.drafting import evolve as drafting
from conventions.domain.drafting.commands import DraftConvention
from conventions.domain.drafting.decide import draft
from conventions.domain.drafting.events import ConventionDrafted, DraftingEvent
from conventions.domain.drafting.evolve import TermsEvent
from conventions.domain.ending import evolve as ending
from conventions.domain.ending.events import EndingEvent, TerminationPronounced
from conventions.domain.execution import evolve as execution
from conventions.domain.execution.events import ExecutionEvent
from conventions.domain.justifications import evolve as justifications
from conventions.domain.justifications.events import JustificationsEvent
from conventions.domain.negotiation import evolve as negotiation
from conventions.domain.negotiation.events import NegotiationEvent, TextAgreed
from conventions.domain.notices import evolve as notices
from conventions.domain.notices.events import NoticesEvent
from conventions.domain.obligations import evolve as obligations
from conventions.domain.obligations.events import (
    ObligationRemoved,
    ObligationsEvent,
    ObligationWritten,
)
from conventions.domain.payment_orders import evolve as payment_orders
from conventions.domain.payment_orders.events import PaymentOrdersEvent
from conventions.domain.shares import evolve as shares
from conventions.domain.shares.events import SharePromised, SharesEvent, ShareSplit, ShareWithdrawn
from conventions.domain.signatures import evolve as signatures
from conventions.domain.signatures.events import SignaturesEvent, TextCorrected
from conventions.domain.table import BY_COMMAND
from conventions.domain.takeover import evolve as takeover
from conventions.domain.takeover.events import ConventionTakenOver, FactEvent, TakeoverEvent
from conventions.domain.takeover.ordinary import ordinary
from conventions.domain.timing import evolve as timing
from conventions.domain.timing.events import TimingEvent
from conventions.domain.tranches import evolve as tranches
from conventions.domain.tranches.events import TrancheEvent

INITIAL = Absent()
# Whoever gave one of these prepared what the parties approve and sign.
PREPARING = (
    *get_args(DraftingEvent),
    *(SharePromised, ShareWithdrawn, ShareSplit),
    *(TextAgreed, ApprovalsRequested),
    *(ConditionWritten, ConditionRemoved, TextCorrected),
    *(CommitteeWritten, CommitteeRemoved, ObligationWritten, ObligationRemoved),
    *amendments.PREPARING,
    # Who ends it by one side's word does not record what it claims back.
    TerminationPronounced,
)
APPROVING = (ApprovalGranted, ApprovalRefused, ConditionMet, ConditionRefused)


def decide(state: Absent | Convention, command: ConventionCommand) -> Events:
    """The events that `command` makes of this state, or the rule that refuses it.

    Raises NotFound for a convention that does not exist or that the caller may not know of.
    """
    ensure_visible(state, command)
    if isinstance(state, Convention):
        ensure_admitted(state, command)
        events = BY_COMMAND[type(command)].decide(state, command)
        ensure_in_order(state, events, effective_day(state, command))
        return events
    return draft(ensure_may_draft(command))


def ensure_may_draft(command: ConventionCommand) -> DraftConvention:
    """Of a convention that is not there, the draft alone, by who may give it."""
    row = BY_COMMAND[type(command)]
    if not (isinstance(command, DraftConvention) and command.caller.roles & DRAFTERS):
        raise rules.CapacityRefused(command=row.name, needed=row.capacities)
    ensure_acts(None, command.caller, command.header.inactive, row.name, as_office=True)
    return command


def ensure_visible(state: Absent | Convention, command: ConventionCommand) -> None:
    """Before anything is compared: whom it does not concern learns nothing of it."""
    known = (
        isinstance(command, DraftConvention)
        if isinstance(state, Absent)
        else may_see(state, command.caller)
    )
    if not known:
        raise NotFound(convention=str(command.convention_id))


def ensure_admitted(convention: Convention, command: ConventionCommand) -> None:
    """The first rule that closes the command's row, whatever its own content."""
    row = BY_COMMAND[type(command)]
    _ensure_not_archived(convention, row.name)
    _ensure_capacity(row, capacities_of(convention, command.caller))
    _ensure_standing(convention, command.caller, row, command.header.inactive)
    if not row.tells_state:
        _ensure_state(convention, row)
    amendment = None
    if isinstance(command, AmendmentCommand):
        amendment = amendment_of(convention, command.amendment)
        ensure_step(amendment, row.amendment)
    for ensure in row.ready:
        ensure(convention, command.caller)
    if command.header.grounds is not None:
        ensure_grounds(convention, amendment, command.header.grounds)


def ensure_open(
    convention: Convention,
    caller: Caller,
    row: Transition,
    held: frozenset[Capacity],
    inactive: frozenset[UUID],
) -> None:
    """Some command of this row may be given now, by a caller who holds these capacities."""
    _ensure_not_archived(convention, row.name)
    _ensure_capacity(row, held)
    _ensure_standing(convention, caller, row, inactive)
    _ensure_state(convention, row)
    if row.amendment:
        ensure_step(open_amendment_of(convention), row.amendment)
    for ensure in row.ready:
        ensure(convention, caller)


def _ensure_not_archived(convention: Convention, command: str) -> None:
    """Before all else: no capacity and no step opens anything of it again."""
    if convention.archived_on is not None:
        raise rules.ArchivedAlready(
            command=command, state=str(convention.state), on=str(convention.archived_on)
        )


def _ensure_capacity(row: Transition, held: frozenset[Capacity]) -> None:
    if held.isdisjoint(row.capacities):
        raise rules.CapacityRefused(command=row.name, needed=row.capacities)


def _ensure_standing(
    convention: Convention, caller: Caller, row: Transition, inactive: frozenset[UUID]
) -> None:
    if not row.while_inactive:
        as_office = Capacity.OFFICE in row.capacities
        ensure_acts(convention, caller, inactive, row.name, as_office=as_office)


def _ensure_state(convention: Convention, row: Transition) -> None:
    if convention.state not in row.sources:
        raise rules.CommandClosed(command=row.name, state=str(convention.state))


def capacity_in(state: Absent | Convention, command: ConventionCommand) -> str:
    """In which capacity it is given, for the record; whether it may be is decided later."""
    if isinstance(state, Absent):
        return Capacity.OFFICE if "office" in command.caller.roles else Capacity.DRAFTER
    held = capacities_of(state, command.caller)
    named = BY_COMMAND[type(command)].capacities
    return next((str(capacity) for capacity in named if capacity in held), "none")


def effective_day(state: Absent | Convention, command: ConventionCommand) -> date:
    """From which day its events hold; whether that day may be is its rule's."""
    named = BY_COMMAND[type(command)].effective_on
    return command.on if isinstance(state, Absent) or named is None else named(state, command)


def evolve(
    state: Absent | Convention, event: ConventionEvent, provenance: Provenance
) -> Convention:
    """The state after `event`. A history begins with ConventionDrafted, or with what was taken over
    from paper: TypeError otherwise.

    It goes on with what `mithaq.states` returns, so that a replay may change its state in place.
    """
    if isinstance(state, Absent):
        if isinstance(event, ConventionTakenOver):
            begun = takeover.begun(_read(state, event), event, provenance)
            return changed(begun, version=1)
        if not isinstance(event, ConventionDrafted):
            raise TypeError(f"a history cannot begin with {type(event).__name__}")
        after = drafting.begin(event)
    else:
        topic = _EVOLVING.get(type(event))
        if topic is None:
            raise TypeError(f"no topic evolves {type(event).__name__}")
        after = topic(state, event, provenance)
    duty = _DUTIES.get(type(event))
    if duty is not None:
        after = changed(after, prepared_by=with_duty(after.prepared_by, duty, provenance))
    return changed(
        after,
        version=after.version + 1,
        days=noted(after.days, event, provenance),
        acted_for=with_side(after.acted_for, provenance),
    )


def _read(state: Absent | Convention, event: TakeoverEvent) -> Convention:
    """With the ordinary events that a fact of the archive stands for, folded as such."""
    for each in ordinary(event):
        state = evolve(state, each.event, each.provenance)
    if isinstance(state, Absent):
        raise TypeError(f"{type(event).__name__} stands for nothing")
    return state


def _of_archive(convention: Convention, event: FactEvent, provenance: Provenance) -> Convention:
    """One event, whatever it stands for; it prepares nothing of the text."""
    version, prepared_by = convention.version, convention.prepared_by  # a replay changes in place
    kept = changed(_read(convention, event), version=version, prepared_by=prepared_by)
    return takeover.evolve(kept, event, provenance)


def taken_on(state: Absent | Convention) -> Absent | Convention:
    """As a replay of many events takes it on, to change it in place: see `mithaq.states`."""
    return opened(without_lookups(state) if isinstance(state, Convention) else state)


def taken_over(state: Absent | Convention) -> Absent | Convention:
    """As everybody sees it again, once the replay is over."""
    return with_lookups(closed(state)) if isinstance(state, Convention) else state


Topic = Callable[[Convention, Any, Provenance], Convention]


def _facts(evolving: Callable[[Convention, Any], Convention]) -> Topic:
    """Of a topic to which it makes no difference whose facts they are."""
    return lambda convention, event, _: evolving(convention, event)


def _table(*topics: tuple[object, Topic]) -> Mapping[type, Topic]:
    return {event: topic for events, topic in topics for event in get_args(events)}


def _editing(topic: Topic) -> Topic:
    """As the topic; and the edit voids the accords that it touches, of the text as it was."""

    def edited(
        convention: Convention, event: ConventionEvent, provenance: Provenance
    ) -> Convention:
        accords = negotiation.edited(convention.negotiation, convention.terms, event)
        return changed(topic(convention, event, provenance), negotiation=accords)

    return edited


_TOPICS: Final = _table(
    (DraftingEvent, _facts(drafting.evolve)),
    (SharesEvent, shares.evolve),
    (NegotiationEvent, negotiation.evolve),
    (ApprovalsEvent, _facts(approvals.evolve)),
    (ConditionsEvent, _facts(conditions.evolve)),
    (CommitteesEvent, committees.evolve),
    (SignaturesEvent, signatures.evolve),
    (TrancheEvent, tranches.evolve),
    (JustificationsEvent, justifications.evolve),
    (PaymentOrdersEvent, payment_orders.evolve),
    (AmendmentEvent, amendments.evolve),
    (ExecutionEvent, execution.evolve),
    (DeliveriesEvent, deliveries.evolve),
    (ObligationsEvent, obligations.evolve),
    (AcceptanceEvent, acceptance.evolve),
    (NoticesEvent, notices.evolve),
    (EndingEvent, ending.evolve),
    (TimingEvent, _facts(timing.evolve)),
    (FactEvent, _of_archive),
)
# Whatever a party is asked about: each changes what it accepted.
EDITS: Final = (
    *get_args(TermsEvent),
    *(SharePromised, ShareWithdrawn),
    *(ConditionWritten, ConditionRemoved, TextCorrected),
    *(CommitteeWritten, CommitteeRemoved, ObligationWritten, ObligationRemoved),
)
_EVOLVING: Final[Mapping[type, Topic]] = {
    **_TOPICS,
    **{event: _editing(_TOPICS[event]) for event in EDITS},
}
_DUTIES: Final[Mapping[type, Duty]] = {
    **dict.fromkeys(PREPARING, Duty.PREPARE),
    **dict.fromkeys(APPROVING, Duty.APPROVE),
}
