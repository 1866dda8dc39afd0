"""What holds of the days: nothing before what it rests on, nothing after its deadline."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.amendments import events as amendments
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.vocabulary import RoundOutcome
from conventions.domain.deliveries import events as deliveries
from conventions.domain.ending import events as ending
from conventions.domain.negotiation import events as negotiation
from conventions.domain.signatures import events as signatures
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e

from .parties import Parties
from .record import Faults, Record, Recorded, told

_FLOWING: Final = (
    c.CallFunds,
    c.CommitTranche,
    c.VisaTranche,
    c.OrderPayment,
    c.PayTranche,
    c.ImputeAdvance,
)


def nothing_is_dated_in_the_future(record: Record) -> Faults:
    for entry in record:
        if max(entry.on, entry.command.on) > entry.recorded_on:
            yield f"{type(entry.command).__name__} holds from {entry.on}"


def nothing_precedes_what_it_rests_on(record: Record) -> Faults:
    """Round, positions, closing, text, signatures, all signed, in force, money."""
    since: dict[str, date] = {}
    for entry, event in told(record):
        step, rests_on = _PLACES.get(type(event), ("", ()))
        if not step or (step == "money" and not isinstance(entry.command, _FLOWING)):
            continue
        day = day_of(entry, event)
        for earlier in rests_on:
            if day < since.get(earlier, date.min):
                yield f"{step} on {day}, but {earlier} on {since[earlier]}"
        if step == "round":
            since.pop("position", None)
        since[step] = max(day, since.get(step, date.min)) if step in _SEVERAL else day


def day_of(entry: Recorded, event: ConventionEvent) -> date:  # noqa: PLR0911 - one case an event
    """The day that the event itself names, else the one that its record has."""
    match event:
        case negotiation.TextAgreed():
            return event.text.agreed_on
        case signatures.PartySigned():
            return event.signature.signed_on
        case signatures.ConventionSigned():
            return event.signed_on
        case signatures.ConventionEnteredIntoForce():
            return event.in_force_on
        case deliveries.DeliveryEvent() | e.TrancheStep():
            return event.on
        case amendments.AmendmentTookEffect():
            return event.effective_on
        case _:
            return entry.on


_SEVERAL: Final = frozenset({"position", "party signed"})
_MONEY: Final = (
    e.FundsCalled,
    e.TrancheCommitted,
    e.TrancheVisaed,
    e.PaymentOrdered,
    e.TranchePaid,
    e.AdvanceImputed,
)
_DELIVERED: Final = (deliveries.ContributionDelivered, deliveries.DeliveryAccepted)
_ANSWERS: Final = (negotiation.PositionTaken, negotiation.LatePositionTaken)
# Each event's place, and the places that it follows.
_PLACES: Final[Mapping[type[ConventionEvent], tuple[str, tuple[str, ...]]]] = {
    negotiation.NegotiationRoundOpened: ("round", ()),
    negotiation.PositionTaken: ("position", ("round",)),
    negotiation.NegotiationRoundClosed: ("closing", ("round", "position")),
    negotiation.TextAgreed: ("text", ("closing",)),
    signatures.PartySigned: ("party signed", ("text",)),
    signatures.ConventionSigned: ("signed", ("text",)),
    signatures.ConventionEnteredIntoForce: ("in force", ("signed",)),
    e.TranchePlanned: ("planned", ("signed",)),
    **dict.fromkeys(_DELIVERED, ("delivery", ("signed",))),
    **dict.fromkeys(_MONEY, ("money", ("in force",))),
    amendments.AmendmentDrafted: ("amendment", ("in force",)),
    amendments.AmendmentTookEffect: ("effect", ("amendment", "in force")),
}


@dataclass(slots=True)
class _Round:
    """A round as its record has it."""

    opened: negotiation.NegotiationRoundOpened
    recorded_on: date
    answers: dict[UUID, dict[str | None, bool]] = field(default_factory=dict)
    late: dict[UUID, dict[str | None, bool]] = field(default_factory=dict)

    @property
    def taken_over(self) -> bool:
        return self.opened.deadline < self.recorded_on

    def answer(self, event: negotiation.PositionTaken | negotiation.LatePositionTaken) -> None:
        kept = self.late if isinstance(event, negotiation.LatePositionTaken) else self.answers
        said = kept.setdefault(event.organisation_id, {})
        if event.article is None:
            said.clear()
        said[event.article] = event.position.stance == "accept"

    def heard(self, party: UUID) -> bool:
        return party in self.answers or party in self.late or party in self.opened.kept

    def objects(self, party: UUID, *, in_time: bool) -> bool:
        """By what it said last; silent, it does unless its earlier accord was kept."""
        late = {} if in_time else self.late.get(party, {})
        said = {**({} if None in late else self.answers.get(party, {})), **late}
        return not all((said or {None: party in self.opened.kept}).values())


def positions_count_by_their_deadline(record: Record) -> Faults:
    """Recorded until then, unless the round is taken over from paper and everybody was heard."""
    parties, asked = Parties(), None
    for entry, event in told(record):
        parties.enter(event)
        if isinstance(event, negotiation.NegotiationRoundOpened):
            asked = _Round(event, entry.recorded_on)
            if asked.taken_over and "archivist" not in entry.caller.roles:
                yield f"{entry.caller.subject} takes over a round of {event.deadline}"
        elif asked and isinstance(event, _ANSWERS):
            asked.answer(event)
            given = entry.on if asked.taken_over else max(entry.on, entry.recorded_on)
            late = isinstance(event, negotiation.LatePositionTaken)
            if late is not (given > asked.opened.deadline):
                yield f"a position of {given}, asked until {asked.opened.deadline}: late {late}"
        elif asked and isinstance(event, negotiation.NegotiationRoundClosed):
            yield from _closed(asked, entry, event, parties)


def _closed(
    asked: _Round, entry: Recorded, event: negotiation.NegotiationRoundClosed, parties: Parties
) -> Iterator[str]:
    silent = {each for each in parties.signing if not asked.heard(each)}
    over = asked.opened.deadline < min(entry.on, entry.recorded_on)
    if silent and (asked.taken_over or not over):
        yield f"round {event.round} is closed before all were heard"
    if event.outcome == RoundOutcome.CONSENSUS:
        in_time = "system" in entry.caller.roles
        against = [x for x in parties.signing if asked.objects(x, in_time=in_time)]
        if against:
            yield f"round {event.round} is a consensus without {against}"


def no_money_moves_while_somebody_is_suspended(record: Record) -> Faults:
    """Neither its funder nor an owner, by the standing when it is recorded."""
    parties = Parties()
    for entry, event in told(record):
        parties.enter(event)
        if isinstance(event, e.TrancheStep) and isinstance(entry.command, _FLOWING):
            stopped = entry.command.header.inactive & {event.organisation_id, *parties.building}
            if stopped:
                yield f"{type(event).__name__} while {stopped} is suspended"


def no_money_moves_on_a_day_of_suspension(record: Record) -> Faults:
    """What moved earlier on the first of those days, before the suspension, had moved."""
    moved: list[date] = []
    stopped: list[tuple[date, date]] = []
    for entry, event in told(record):
        if isinstance(event, ending.ConventionSuspended):
            stopped.append((entry.on, date.max))
            yield from (f"suspended from {entry.on}, paid {on}" for on in moved if on > entry.on)
        elif isinstance(event, ending.ConventionResumed):
            stopped[-1] = (stopped[-1][0], entry.on)
        elif isinstance(event, e.TrancheStep) and isinstance(entry.command, _FLOWING):
            moved.append(event.on)
            if any(first <= event.on < last for first, last in stopped):
                yield f"{type(event).__name__} on {event.on}, a day of suspension"


DAYS = (
    nothing_is_dated_in_the_future,
    nothing_precedes_what_it_rests_on,
    positions_count_by_their_deadline,
    no_money_moves_while_somebody_is_suspended,
    no_money_moves_on_a_day_of_suspension,
)
