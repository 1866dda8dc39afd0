"""Decisions on deliveries: told by who gives or builds, accepted or rejected by another party."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.duties import Duty, ensure_apart
from conventions.domain.core.event import Events
from conventions.domain.core.flow import peak, slack
from conventions.domain.core.rules import ContributionUnknown, ensure_positive, ensure_reason
from conventions.domain.core.sides import speaks_for
from conventions.domain.core.standing import OWNERS
from conventions.domain.core.terms import Contribution
from conventions.domain.core.vocabulary import ContributionKind
from conventions.domain.deliveries import commands as c
from conventions.domain.deliveries import events as e
from conventions.domain.deliveries import rules


class OfDelivery(TypedDict):
    """What every event of a delivery says."""

    convention_id: UUID
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: Open[ContributionKind]
    amount: Money
    act: str
    on: date
    basis: str | None


def _of_delivery(pledge: Contribution, command: c.DeliveryCommand) -> OfDelivery:
    return {
        "convention_id": command.convention_id,
        "contribution": pledge.contribution,
        "organisation_id": pledge.organisation_id,
        "action": pledge.action,
        "year": pledge.year,
        "kind": pledge.kind,
        "amount": command.amount,
        "act": command.act,
        "on": command.on,
        "basis": command.basis,
    }


def _deliverable(convention: Convention, command: c.DeliveryCommand) -> Contribution:
    pledge = convention.terms.contributions.get(command.contribution)
    if pledge is None:
        raise ContributionUnknown(contribution=command.contribution)
    if pledge.payable:
        raise rules.CashNotDelivered(contribution=command.contribution)
    ensure_positive(command.amount)
    return pledge


def _known(convention: Convention, pledge: Contribution) -> Delivery:
    return convention.deliveries.get(pledge.contribution, Delivery())


def deliver(convention: Convention, command: c.DeliverContribution) -> Events:
    pledge = _deliverable(convention, command)
    known = _known(convention, pledge)
    ensure_apart(known.done_by, Duty.REPORT, command.caller)
    _ensure_delivers(convention, pledge, command)
    delivered = peak([known.delivered], command.on)
    if delivered + command.amount > pledge.amount:
        raise rules.DeliveryExceedsPromise(
            contribution=pledge.contribution,
            promised=str(pledge.amount),
            asked=str(command.amount),
            left=str(pledge.amount - delivered),
        )
    return [e.ContributionDelivered(**_of_delivery(pledge, command))]


def _ensure_delivers(
    convention: Convention, pledge: Contribution, command: c.DeliverContribution
) -> None:
    caller = command.caller
    if caller.organisation == pledge.organisation_id:
        return
    party = convention.terms.parties.get(caller.organisation) if caller.organisation else None
    if party is None or OWNERS.isdisjoint(party.roles):
        name = convention.terms.name_of(pledge.organisation_id)
        raise rules.NotTheDeliverer(contribution=pledge.contribution, organisation=name)


def accept(convention: Convention, command: c.AcceptDelivery) -> Events:
    pledge = _deliverable(convention, command)
    _ensure_another(convention, pledge, command)
    _ensure_delivered(convention, pledge, command)
    return [e.DeliveryAccepted(**_of_delivery(pledge, command))]


def reject(convention: Convention, command: c.RejectDelivery) -> Events:
    pledge = _deliverable(convention, command)
    ensure_reason(command.reason)
    _ensure_another(convention, pledge, command)
    _ensure_delivered(convention, pledge, command)
    return [e.DeliveryRejected(**_of_delivery(pledge, command), reason=command.reason)]


def _ensure_another(
    convention: Convention, pledge: Contribution, command: c.DeliveryCommand
) -> None:
    """Another person, of another party than those that promised it or told it; or the office."""
    known, caller = _known(convention, pledge), command.caller
    ensure_apart(known.done_by, Duty.ACCEPT, caller)
    concerned = {str(pledge.organisation_id), *known.organisations}
    if not concerned.isdisjoint(map(str, speaks_for(convention, caller))):
        raise rules.OwnDelivery(contribution=pledge.contribution)


def _ensure_delivered(
    convention: Convention, pledge: Contribution, command: c.DeliveryCommand
) -> None:
    known = _known(convention, pledge)
    left = slack(known.delivered, known.accepted, command.on)
    if command.amount > left:
        raise rules.AcceptanceExceedsDelivery(
            contribution=pledge.contribution,
            asked=str(command.amount),
            left=str(max(left, Money(0))),
            on=str(command.on),
        )
