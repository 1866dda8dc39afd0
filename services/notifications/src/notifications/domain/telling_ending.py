"""Whom formal notices, suspensions, terminations, refunds and refused proofs are told to."""

from collections.abc import Sequence

from notifications.domain.notices import Audience, Template
from notifications.domain.told import Facts, Told
from notifications.heard.ending import (
    ConventionResumed,
    ConventionSuspended,
    ConventionTerminated,
    RefundClaimed,
    RefundOverdue,
    TerminationPronounced,
)
from notifications.heard.formal_notices import FormalNoticeEvent, NoticeExpired, NoticeServed
from notifications.heard.justifications import JustificationRefused


def served(event: NoticeServed) -> Sequence[Told]:
    """All who represent its addressee: the delay runs, whoever of them is there."""
    facts = _of_notice(event) | {"reason": event.reason}
    return [Told(Template.NOTICE_SERVED, (event.addressee,), facts, Audience.PEOPLE)]


def expired(event: NoticeExpired) -> Sequence[Told]:
    """Who conducts besides: it may suspend or end the convention now."""
    facts, template = _of_notice(event), Template.NOTICE_EXPIRED
    return [
        Told(template, (event.addressee,), facts, Audience.PEOPLE),
        Told(template, facts=facts, audience=Audience.CONDUCTING),
    ]


def _of_notice(event: FormalNoticeEvent) -> dict[str, str]:
    return {
        "addressee": str(event.addressee),
        "breach": event.breach.kind,
        "breached": event.breach.subject,
        "expires_on": event.expires_on.isoformat(),
    }


def suspended(event: ConventionSuspended) -> Sequence[Told]:
    return _to_all(Template.CONVENTION_SUSPENDED, {"reason": event.reason})


def resumed(event: ConventionResumed) -> Sequence[Told]:
    return _to_all(Template.CONVENTION_RESUMED, {"reason": event.reason})


def terminated(_: ConventionTerminated) -> Sequence[Told]:
    """By which amendment, the notice says."""
    return _to_all(Template.CONVENTION_TERMINATED, {})


def pronounced(event: TerminationPronounced) -> Sequence[Told]:
    facts = {
        "defaulting": str(event.defaulting),
        "reason": event.reason,
        "effective_on": event.effective_on.isoformat(),
        "refund_by": event.refund_by.isoformat(),
    }
    return _to_all(Template.TERMINATION_PRONOUNCED, facts)


def _to_all(template: Template, facts: Facts) -> Sequence[Told]:
    return [Told(template, facts=facts, audience=Audience.ALL_PARTIES)]


def refund_claimed(event: RefundClaimed) -> Sequence[Told]:
    """Who holds the money. Without a last day, by an amendment, all signed for it themselves."""
    if event.refund_by is None:
        return []
    facts = {
        "tranche": event.tranche,
        "payer": str(event.organisation_id),
        "amount": str(event.amount + event.advance),
        "refund_by": event.refund_by.isoformat(),
    }
    return [Told(Template.REFUND_CLAIMED, facts=facts, audience=Audience.HOLDING)]


def refund_overdue(event: RefundOverdue) -> Sequence[Told]:
    """The same, and the payer, which waits for it."""
    template = Template.REFUND_OVERDUE
    facts = {
        "tranche": event.tranche,
        "payer": str(event.organisation_id),
        "amount": str(event.left),
        "refund_by": event.refund_by.isoformat(),
    }
    return [
        Told(template, facts=facts, audience=Audience.HOLDING),
        Told(template, (event.organisation_id,), facts, Audience.PEOPLE),
    ]


def proof_refused(event: JustificationRefused) -> Sequence[Told]:
    """Who holds the money handed it in."""
    facts = {"tranche": event.tranche, "amount": str(event.amount), "reason": event.reason}
    return [Told(Template.JUSTIFICATION_REFUSED, facts=facts, audience=Audience.HOLDING)]
