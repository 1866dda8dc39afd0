"""Ledger lines of promises: pledged, withdrawn, signed, given up, amended."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from audit.domain.ledger.line import Kind, Line, Undertaking
from audit.heard import conventions as heard


def promise_lines(event: heard.PromiseEvent) -> Sequence[Line]:
    match event:
        case heard.ContributionPledged():
            return _pledged(event)
        case heard.ContributionWithdrawn():
            return [_taken_back(event.contribution)]
        case heard.ConventionSigned():
            return _promised(event)
        case heard.ConventionWithdrawn() | heard.SignatureRefused():
            return [_taken_back(each, event.reason) for each in _by_name(event.given_up)]
        case heard.AmendmentTookEffect():
            return [_amended(event.amendment, change) for change in event.contributions]
        case _:
            assert_never(event)


def _pledged(event: heard.ContributionPledged) -> Sequence[Line]:
    """Pledged again, a contribution replaces what it was, whosever that was."""
    new, old, act = event.contribution, event.replaced, event.contribution.basis
    undertaking = _undertaking(new)
    added = Line(kind=Kind.PLEDGED, undertaking=undertaking, amount=new.amount, act=act)
    if old is None:
        return [added]
    if _undertaking(old) == undertaking:
        return [replace(added, amount=new.amount - old.amount)]
    return [replace(added, undertaking=_undertaking(old), amount=-old.amount), added]


def _taken_back(pledge: heard.Contribution, act: str | None = None) -> Line:
    undertaking = _undertaking(pledge)
    return Line(kind=Kind.PLEDGED, undertaking=undertaking, amount=-pledge.amount, act=act)


def _promised(event: heard.ConventionSigned) -> Sequence[Line]:
    """Signed, each pledge becomes a promise that rests on the text."""
    return [
        line
        for each in _by_name(event.contributions)
        for line in (
            _taken_back(each, event.text_sha256),
            replace(_taken_back(each, event.text_sha256), kind=Kind.PROMISED, amount=each.amount),
        )
    ]


def _amended(amendment: int, change: heard.ContributionChange) -> Line:
    return Line(
        kind=Kind.AMENDED,
        undertaking=_undertaking(change.after),
        amount=change.after.amount - change.before.amount,
        act=f"amendment {amendment}",
    )


def _by_name(contributions: Iterable[heard.Contribution]) -> Sequence[heard.Contribution]:
    return sorted(contributions, key=lambda each: each.contribution)


def _undertaking(contribution: heard.Contribution) -> Undertaking:
    return Undertaking(
        contribution=contribution.contribution,
        organisation_id=contribution.organisation_id,
        action=contribution.action,
        year=contribution.year,
        nature=contribution.kind,
    )
