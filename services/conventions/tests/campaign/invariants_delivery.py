"""What holds of what is promised in kind or as land: delivered, accepted, never more than that."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from conventions.domain.deliveries import events as e

from .accounts import Accounts
from .record import Faults, Record, told


@dataclass(slots=True)
class _Delivery:
    """In centimes, by day."""

    delivered: list[tuple[date, int]] = field(default_factory=list)
    accepted: list[tuple[date, int]] = field(default_factory=list)

    def enter(self, event: e.DeliveryEvent) -> None:
        amount = event.amount.centimes
        if isinstance(event, e.DeliveryAccepted):
            self.accepted.append((event.on, amount))
        else:
            rejected = isinstance(event, e.DeliveryRejected)
            self.delivered.append((event.on, -amount if rejected else amount))

    def figures(self) -> Iterator[tuple[date, int, int]]:
        """On each day what was accepted and what was delivered by then."""
        for day in {day for day, _ in (*self.delivered, *self.accepted)}:
            sums = (sum(x for on, x in m if on <= day) for m in (self.accepted, self.delivered))
            accepted, delivered = sums
            yield day, accepted, delivered


def deliveries_stay_within_their_promise(record: Record) -> Faults:
    """On no day is more accepted than delivered, and no more delivered than is promised."""
    accounts, deliveries = Accounts(), defaultdict[str, _Delivery](_Delivery)
    for entry, event in told(record):
        accounts.enter(entry, event)
        if not isinstance(event, e.DeliveryEvent):
            continue
        name, known = event.contribution, deliveries[event.contribution]
        known.enter(event)
        for day, accepted, delivered in known.figures():
            if not 0 <= accepted <= delivered:
                yield f"{name} on {day}: {accepted} of {delivered} accepted"
        if sum(amount for _, amount in known.delivered) > accounts.owed(name):
            yield f"{name}: more delivered than {accounts.owed(name)}"


def deliveries_are_accepted_by_others(record: Record) -> Faults:
    """Than who promised it and who told it, the office apart."""
    tellers: dict[str, set[UUID | None]] = defaultdict(set)
    for entry, event in told(record):
        if isinstance(event, e.ContributionDelivered):
            tellers[event.contribution] |= {entry.caller.organisation, event.organisation_id}
        elif isinstance(event, e.DeliveryEvent):
            own = entry.caller.organisation in tellers[event.contribution]
            if own and "office" not in entry.caller.roles:
                yield f"{entry.caller.subject} judges its own {event.contribution}"


DELIVERY = (deliveries_stay_within_their_promise, deliveries_are_accepted_by_others)
