"""Decisions on the acceptance of works."""

from datetime import timedelta

from conventions.domain.acceptance import commands as c
from conventions.domain.acceptance import events as e
from conventions.domain.acceptance import rules
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.limits import ensure_within
from conventions.domain.core.rules import ensure_named_once, ensure_written
from conventions.domain.core.vocabulary import Part
from conventions.domain.notices.rules import ensure_days


def accept_provisionally(convention: Convention, command: c.AcceptProvisionally) -> Events:
    rules.ensure_accepts(convention, command)
    ensure_written(command.action, act=command.act)
    for each in command.reservations:
        ensure_written(each.reservation, remark=each.remark)
    ensure_named_once("reservations", (each.reservation for each in command.reservations))
    ensure_within(Part.RESERVATIONS, command.reservations)
    ensure_days(command.guarantee_days, least=rules.LEAST_GUARANTEE)
    if known := convention.acceptances.get(command.action):
        raise rules.WorksAcceptedAlready(action=command.action, on=str(known.accepted_on))
    rules.ensure_built(convention, command)
    return [
        e.WorksAcceptedProvisionally(
            convention_id=convention.convention_id,
            action=command.action,
            act=command.act,
            guarantee_days=command.guarantee_days,
            final_from=command.on + timedelta(days=command.guarantee_days),
            reservations=command.reservations,
        )
    ]


def lift_reservation(convention: Convention, command: c.LiftReservation) -> Events:
    """Lifted again, it changes nothing."""
    rules.ensure_accepts(convention, command)
    ensure_written(command.action, act=command.act)
    accepted = rules.provisional_of(convention, command.action)
    if command.reservation not in {each.reservation for each in accepted.reservations}:
        raise rules.ReservationUnknown(action=command.action, reservation=command.reservation)
    if command.reservation in accepted.lifted:
        return []
    return [
        e.ReservationLifted(
            convention_id=convention.convention_id,
            action=command.action,
            act=command.act,
            reservation=command.reservation,
        )
    ]


def accept_finally(convention: Convention, command: c.AcceptFinally) -> Events:
    rules.ensure_accepts(convention, command)
    ensure_written(command.action, act=command.act)
    accepted = rules.provisional_of(convention, command.action)
    rules.ensure_final(command.action, accepted, command)
    return [
        e.WorksAcceptedFinally(
            convention_id=convention.convention_id, action=command.action, act=command.act
        )
    ]
