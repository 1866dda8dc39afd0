"""Decisions on formal notices: served, answered, withdrawn, and what is left when they run out."""

from datetime import timedelta
from typing import TypedDict
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.limits import ensure_room
from conventions.domain.core.notice import Breach, Notice
from conventions.domain.core.rules import ensure_reason, ensure_written
from conventions.domain.core.vocabulary import BreachKind, Part
from conventions.domain.notices import commands as c
from conventions.domain.notices import events as e
from conventions.domain.notices import rules
from conventions.domain.notices.breaches import Measure, measured, persists


class OfNotice(TypedDict):
    """What every event of a notice that was served says."""

    convention_id: UUID
    notice: int
    addressee: UUID
    breach: Breach


def _of(convention: Convention, notice: Notice) -> OfNotice:
    return {
        "convention_id": convention.convention_id,
        "notice": notice.number,
        "addressee": notice.addressee,
        "breach": notice.breach,
    }


def serve_notice(convention: Convention, command: c.ServeNotice) -> Events:
    """Its delay is counted from the day it is recorded, however early it is dated."""
    ensure_reason(command.reason)
    ensure_written(command.breach.subject, act=command.act)
    rules.ensure_days(command.days)
    rules.ensure_servable(convention, command)
    rules.ensure_founded(convention, command)
    ensure_room(Part.NOTICES, convention.notices)
    now = measured(convention, command.breach, command.addressee, command.recorded_on)
    return [
        e.NoticeServed(
            convention_id=convention.convention_id,
            notice=len(convention.notices) + 1,
            addressee=command.addressee,
            breach=command.breach,
            served_for=rules.side_of(command.caller),
            recorded_on=command.recorded_on,
            expires_on=command.recorded_on + timedelta(days=command.days),
            reason=command.reason,
            act=command.act,
            **_amounts(command.breach, now),
        )
    ]


class Amounts(TypedDict, total=False):
    """What puts it right, where that can be measured."""

    required: Money
    missing: Money
    percent: int


def _amounts(breach: Breach, now: Measure) -> Amounts:
    match BreachKind(breach.kind):
        case BreachKind.WORKS_BEHIND:
            return {"percent": now.due}
        case BreachKind.DUTY_BREACHED:
            return {}
        case _:
            return {"required": Money(now.due), "missing": Money(now.due - now.there)}


def answer_notice(convention: Convention, command: c.AnswerNotice) -> Events:
    """It stops nothing: what is owed is put right, or it is not."""
    notice = rules.ensure_answerable(convention, command)
    ensure_written(f"notice-{notice.number}", answer=command.answer)
    return [e.NoticeAnswered(**_of(convention, notice), answer=command.answer)]


def withdraw_notice(convention: Convention, command: c.WithdrawNotice) -> Events:
    ensure_reason(command.reason)
    notice = rules.ensure_withdrawable(convention, command)
    return [e.NoticeWithdrawn(**_of(convention, notice), reason=command.reason)]


def expire_notice(convention: Convention, command: c.ExpireNotice) -> Events:
    """As it stood on its last day, however late this runs; nothing if it was withdrawn."""
    notice = convention.notices.get(command.notice)
    if notice is None or not notice.open or command.on <= notice.expires_on:
        return []
    kept = persists(convention, notice, notice.expires_on)
    ended = e.NoticeExpired if kept else e.NoticeRemedied
    return [ended(**_of(convention, notice), expires_on=notice.expires_on)]
